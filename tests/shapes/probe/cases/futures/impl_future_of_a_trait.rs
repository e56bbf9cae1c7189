//! `-> impl Future + Send` in a trait and its impl.
use std::future::Future;
/// A trait.
pub trait Load {
    /// Bodiless.
    fn load(&self, id: u8) -> impl Future<Output = u8> + Send;
    /// The shape.
    #[cfg_attr(traced, otel_runtime::traced)]
    #[cfg_attr(full, otel_runtime::traced(args, ok))]
    fn twice(&self, id: u8) -> impl Future<Output = u8> + Send
    where
        Self: Sync,
    {
        async move { self.load(id).await * 2 }
    }
}
/// A type.
#[derive(Debug)]
pub struct Store(pub u8);
impl Load for Store {
    /// The shape.
    #[cfg_attr(traced, otel_runtime::traced)]
    #[cfg_attr(full, otel_runtime::traced(args, ok))]
    async fn load(&self, id: u8) -> u8 {
        std::future::ready(self.0 + id).await
    }
}
