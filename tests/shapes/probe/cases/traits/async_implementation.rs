//! `async fn` of an impl for one in a trait.
/// A trait.
#[allow(async_fn_in_trait)]
pub trait Load {
    /// Bodiless.
    async fn load(&self, id: &str) -> Result<String, String>;
}
/// A type.
#[derive(Debug)]
pub struct Store;
impl Load for Store {
    /// The shape.
    #[cfg_attr(traced, otel_runtime::traced)]
    #[cfg_attr(full, otel_runtime::traced(args, ok, err(debug)))]
    async fn load(&self, id: &str) -> Result<String, String> {
        std::future::ready(()).await;
        Ok(id.to_owned())
    }
}
