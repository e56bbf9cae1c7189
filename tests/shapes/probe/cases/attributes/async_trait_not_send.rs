//! `#[async_trait(?Send)]` with patterns and generics.
use async_trait::async_trait;
use std::rc::Rc;
/// A trait.
#[async_trait(?Send)]
pub trait Load {
    /// Bodiless.
    async fn load<T: Into<String>>(&mut self, pair: (Rc<u8>, T), by: u8) -> String;
}
/// A type.
#[derive(Debug)]
pub struct Store;
#[async_trait(?Send)]
impl Load for Store {
    /// The shape.
    #[cfg_attr(traced, otel_runtime::traced)]
    #[cfg_attr(full, otel_runtime::traced(args, ok))]
    async fn load<T: Into<String>>(&mut self, (count, text): (Rc<u8>, T), mut by: u8) -> String {
        by += *count;
        text.into().repeat(usize::from(by))
    }
}
