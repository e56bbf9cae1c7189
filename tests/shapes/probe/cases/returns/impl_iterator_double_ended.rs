//! `impl Trait` with several bounds.
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
pub fn doubled(
    list: Vec<u8>,
) -> impl ExactSizeIterator<Item = u8> + DoubleEndedIterator + Clone + Send + 'static {
    list.into_iter().map(|one| one * 2)
}
