//! An array reference coerced to a slice.
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
#[must_use]
pub fn bytes(wide: bool) -> &'static [u8] {
    if wide { &[1, 2, 3] } else { &[1] }
}
