//! Types called like those that the expansion brings along, in a boxed future.
use std::future::{Future, ready};
use std::pin::Pin;
/// One.
#[derive(Debug)]
pub struct Boxed;
/// One.
#[derive(Debug)]
pub struct Returned;
/// An alias.
pub type Fut<T, E> = Pin<Box<dyn Future<Output = Result<T, E>> + Send>>;
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
pub fn load(early: bool) -> Fut<Boxed, Returned> {
    if early {
        return Box::pin(ready(Ok(Boxed)));
    }
    Box::pin(ready(Err(Returned)))
}
