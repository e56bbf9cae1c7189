//! `cfg` on arguments.
// fails under: T
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
#[must_use]
pub fn chosen(
    #[cfg(any())] absent: Missing,
    #[cfg(all())] id: u8,
    #[cfg(not(any()))] (left, _): (u8, u8),
) -> u8 {
    id + left
}
