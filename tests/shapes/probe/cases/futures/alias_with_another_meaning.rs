//! A `BoxFuture` of one's own, with two parameters.
use std::future::{Future, ready};
use std::pin::Pin;
/// An alias.
pub type BoxFuture<T, E> = Pin<Box<dyn Future<Output = Result<T, E>> + Send>>;
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
pub fn early(id: u8) -> BoxFuture<u8, String> {
    if id == 0 {
        return Box::pin(ready(Err("none".to_owned())));
    }
    Box::pin(ready(Ok(id)))
}
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
pub fn block(id: u8) -> BoxFuture<u8, String> {
    Box::pin(async move { Ok(id) })
}
