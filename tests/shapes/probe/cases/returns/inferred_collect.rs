//! `collect` by the return type.
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
#[must_use]
pub fn doubled(list: &[u8]) -> Vec<u8> {
    list.iter().map(|one| one * 2).collect()
}
