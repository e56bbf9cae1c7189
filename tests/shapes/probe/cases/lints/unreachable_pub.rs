//! `pub` where nobody can reach it.
// warns: unreachable_pub
mod inner {
    /// The shape.
    #[cfg_attr(traced, otel_runtime::traced)]
    #[cfg_attr(full, otel_runtime::traced(args, ok))]
    pub fn hidden() {}
    /// The shape.
    #[cfg_attr(traced, otel_runtime::traced)]
    #[cfg_attr(full, otel_runtime::traced(args, ok))]
    pub async fn hidden_async() {
        std::future::ready(()).await;
    }
}
/// Calls them.
pub async fn call() {
    inner::hidden();
    inner::hidden_async().await;
}
