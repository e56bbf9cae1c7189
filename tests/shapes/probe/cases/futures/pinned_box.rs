//! `Pin<Box<dyn Future>>` that ends with `Box::pin(async move {})`.
use std::future::Future;
use std::pin::Pin;
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
pub fn load<'a>(name: &'a str, id: u8) -> Pin<Box<dyn Future<Output = usize> + Send + 'a>> {
    let id = usize::from(id);
    Box::pin(async move { name.len() + id })
}
