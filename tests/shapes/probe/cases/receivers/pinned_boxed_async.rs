//! `self: Pin<Box<Self>>` of an async method.
use std::pin::Pin;
/// A type.
#[derive(Debug)]
pub struct User(pub u64);
impl User {
    /// The shape.
    #[cfg_attr(traced, otel_runtime::traced)]
    #[cfg_attr(full, otel_runtime::traced(args, ok))]
    pub async fn id(self: Pin<Box<Self>>) -> u64 {
        std::future::ready(self.0).await
    }
}
