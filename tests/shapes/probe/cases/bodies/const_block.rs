//! A const block, and a generic const in the body.
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
#[must_use]
pub fn size<T, const N: usize>() -> usize {
    const { assert!(N < 10) };
    size_of::<[T; N]>()
}
