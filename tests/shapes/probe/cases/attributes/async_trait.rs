//! `#[async_trait]` over the impl, default methods too.
use async_trait::async_trait;
/// A trait.
#[async_trait]
pub trait Load: Sync {
    /// Bodiless.
    async fn load(&self, id: &str) -> Result<usize, String>;
    /// The shape.
    #[cfg_attr(traced, otel_runtime::traced)]
    #[cfg_attr(full, otel_runtime::traced(args, ok))]
    async fn twice(&self, id: &str) -> Result<usize, String> {
        Ok(self.load(id).await? * 2)
    }
}
/// A type.
#[derive(Debug)]
pub struct Store;
#[async_trait]
impl Load for Store {
    /// The shape.
    #[cfg_attr(traced, otel_runtime::traced)]
    #[cfg_attr(full, otel_runtime::traced(args, ok, err(debug)))]
    async fn load(&self, id: &str) -> Result<usize, String> {
        if id.is_empty() {
            return Err("empty".into());
        }
        Ok(id.len())
    }
}
