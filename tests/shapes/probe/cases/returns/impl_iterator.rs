//! `impl Iterator`.
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
pub fn doubled(list: &[u8]) -> impl Iterator<Item = u8> + '_ {
    list.iter().map(|one| one * 2)
}
