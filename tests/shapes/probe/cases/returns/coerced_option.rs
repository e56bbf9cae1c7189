//! `Some(&array)` coerced to a slice, in `Option` and tuple.
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
#[must_use]
pub fn bytes(wide: bool) -> Option<&'static [u8]> {
    if wide {
        return Some(&[1, 2, 3]);
    }
    Some(&[1])
}
