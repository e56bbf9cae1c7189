//! Const generics.
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
#[must_use]
pub fn sum<const N: usize>(list: [u8; N]) -> usize {
    list.len() + N
}
