//! `&mut self` of an async method, given back as `&mut`.
// fails under: T E P
/// A type.
#[derive(Debug)]
pub struct User(pub Vec<u8>);
impl User {
    /// The shape.
    #[cfg_attr(traced, otel_runtime::traced)]
    #[cfg_attr(full, otel_runtime::traced(args, ok, err(debug)))]
    pub async fn bytes(&mut self, more: &[u8]) -> Result<&mut Vec<u8>, String> {
        std::future::ready(()).await;
        self.0.extend_from_slice(more);
        Ok(&mut self.0)
    }
}
