//! `#[must_use]` on an async function, and a future that is not awaited.
// warns: unused_must_use
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
#[must_use = "it costs much"]
pub async fn make() -> u8 {
    std::future::ready(1).await
}
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
pub async fn plain() {
    std::future::ready(()).await;
}
/// Does not use them.
pub async fn forget() {
    make().await;
    plain();
}
