//! A closure coerced to a function pointer.
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
#[must_use]
pub fn pick(double: bool) -> fn(u8) -> u8 {
    if double {
        |value| value * 2
    } else {
        |value| value
    }
}
