//! Async closures in the body.
// editions: 2021 2024
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
pub async fn twice(by: u8) -> u8 {
    let add = async |value: u8| std::future::ready(value + by).await;
    add(1).await + add(2).await
}
