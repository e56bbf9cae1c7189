//! `mut self: Pin<&mut Self>` that is borrowed again.
use std::pin::Pin;
/// A type.
#[derive(Debug)]
pub struct User(pub u64);
impl User {
    /// The shape.
    #[cfg_attr(traced, otel_runtime::traced)]
    #[cfg_attr(full, otel_runtime::traced(args, ok))]
    pub fn twice(mut self: Pin<&mut Self>) -> u64 {
        self.as_mut().get_mut().0 *= 2;
        self.get_mut().0
    }
}
