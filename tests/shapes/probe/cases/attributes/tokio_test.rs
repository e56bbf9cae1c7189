//! `#[tokio::test]` in both orders.
// warns: dead_code
#[tokio::test]
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
async fn above() {
    std::future::ready(()).await;
}
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
#[tokio::test]
async fn below() {
    std::future::ready(()).await;
}
async fn never_called() {}
