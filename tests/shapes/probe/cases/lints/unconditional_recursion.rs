//! A function that only calls itself.
// loses: unconditional_recursion
// warns: unconditional_recursion
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
#[must_use]
pub fn endless(value: u8) -> u8 {
    endless(value)
}
