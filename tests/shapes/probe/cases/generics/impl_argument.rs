//! `impl Trait` as an argument.
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
pub fn total(list: impl IntoIterator<Item = u32>, run: impl Fn(u32) -> u32) -> u32 {
    list.into_iter().map(run).sum()
}
