//! `self: Arc<Self>` of an async method.
use std::sync::Arc;
/// A type.
#[derive(Debug)]
pub struct User(pub u64);
impl User {
    /// The shape.
    #[cfg_attr(traced, otel_runtime::traced)]
    #[cfg_attr(full, otel_runtime::traced(args, ok))]
    pub async fn id(self: Arc<Self>, more: u64) -> u64 {
        std::future::ready(self.0 + more).await
    }
}
