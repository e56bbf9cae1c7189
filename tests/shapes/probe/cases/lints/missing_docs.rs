//! A function without documentation.
// warns: missing_docs
#[cfg_attr(traced, otel_runtime::traced)]
pub fn undocumented() {}
#[cfg_attr(traced, otel_runtime::traced)]
pub async fn undocumented_async() {
    std::future::ready(()).await;
}
