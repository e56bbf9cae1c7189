//! A boxed future that borrows `&mut self`.
use std::future::Future;
use std::pin::Pin;
/// A type.
#[derive(Debug)]
pub struct Store(pub Vec<u8>);
impl Store {
    /// The shape.
    #[cfg_attr(traced, otel_runtime::traced)]
    #[cfg_attr(full, otel_runtime::traced(args, ok))]
    pub fn add(&mut self, id: u8) -> Pin<Box<dyn Future<Output = &mut Vec<u8>> + Send + '_>> {
        Box::pin(async move {
            self.0.push(id);
            &mut self.0
        })
    }
}
