//! A default `async fn` of a trait that is not public.
trait Load {
    /// The shape.
    #[cfg_attr(traced, otel_runtime::traced)]
    #[cfg_attr(full, otel_runtime::traced(args, ok))]
    async fn load(&self, id: &str) -> usize {
        std::future::ready(id.len()).await
    }
}
struct Store;
impl Load for Store {}
/// Calls it.
pub async fn call() -> usize {
    Store.load("id").await
}
