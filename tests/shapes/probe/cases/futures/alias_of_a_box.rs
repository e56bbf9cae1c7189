//! An alias of a boxed future: an early return, a `?` in a block at the end.
use std::future::{Future, ready};
use std::pin::Pin;
/// An alias.
pub type Response<'a, T> = ResponseFuture<'a, Result<T, String>>;
/// An alias.
pub type ResponseFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
pub fn early<'a>(text: &'a str) -> ResponseFuture<'a, Result<u8, std::num::ParseIntError>> {
    if text.is_empty() {
        return Box::pin(ready(Ok(0)));
    }
    Box::pin(ready(text.parse()))
}
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
pub fn block() -> ResponseFuture<'static, Result<u8, std::num::ParseIntError>> {
    Box::pin(async {
        if ready(true).await {
            return Ok("1".parse()?);
        }
        Err("".parse::<u8>().unwrap_err())
    })
}
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
pub fn another_name(text: &str) -> Response<'_, usize> {
    Box::pin(async move { Ok(text.len()) })
}
