//! `mut self` of an async method.
/// A type.
#[derive(Debug)]
pub struct User(pub u64);
impl User {
    /// The shape.
    #[cfg_attr(traced, otel_runtime::traced)]
    #[cfg_attr(full, otel_runtime::traced(args, ok))]
    #[allow(clippy::unused_async)]
    pub async fn next(mut self) -> Self {
        self.0 += 1;
        self
    }
}
