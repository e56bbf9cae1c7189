//! `impl Trait` from an async function.
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
pub async fn doubled(list: Vec<u8>) -> impl Iterator<Item = u8> {
    std::future::ready(()).await;
    list.into_iter().map(|one| one * 2)
}
