//! A coercion in the return of an `#[async_trait]` method.
use async_trait::async_trait;
use std::error::Error;
/// A trait.
#[async_trait]
pub trait Load {
    /// Bodiless.
    async fn load(
        &self,
        id: u8,
    ) -> Result<Box<dyn Fn() -> u8 + Send>, Box<dyn Error + Send + Sync>>;
}
/// A type.
#[derive(Debug)]
pub struct Store;
#[async_trait]
impl Load for Store {
    /// The shape.
    #[cfg_attr(traced, otel_runtime::traced)]
    #[cfg_attr(full, otel_runtime::traced(args, ok))]
    async fn load(
        &self,
        id: u8,
    ) -> Result<Box<dyn Fn() -> u8 + Send>, Box<dyn Error + Send + Sync>> {
        if id > 9 {
            return Ok(Box::new(|| 9));
        }
        Ok(Box::new(move || id))
    }
}
