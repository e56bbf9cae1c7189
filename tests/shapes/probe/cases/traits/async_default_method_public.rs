//! A default `async fn` of a public trait, of which rustc says something.
// warns: async_fn_in_trait
// loses: async_fn_in_trait
/// A trait.
pub trait Load {
    /// The shape.
    #[cfg_attr(traced, otel_runtime::traced)]
    #[cfg_attr(full, otel_runtime::traced(args, ok))]
    async fn load(&self, id: &str) -> usize {
        std::future::ready(id.len()).await
    }
}
