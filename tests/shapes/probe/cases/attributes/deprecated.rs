//! `#[deprecated]`.
// warns: deprecated
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
#[deprecated(since = "1", note = "use another")]
#[must_use]
pub fn old() -> u8 {
    1
}
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
#[deprecated]
pub async fn old_async() -> u8 {
    std::future::ready(1).await
}
/// Calls them.
pub async fn call() -> u8 {
    old() + old_async().await
}
