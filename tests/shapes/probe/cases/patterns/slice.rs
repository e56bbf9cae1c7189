//! An array taken apart.
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
#[must_use]
pub fn ends([first, .., last]: [u8; 4]) -> u8 {
    first + last
}
