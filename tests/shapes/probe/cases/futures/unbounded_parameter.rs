//! A boxed future of a parameter that has no lifetime bound.
use std::future::Future;
use std::pin::Pin;
/// An alias.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
pub fn block<T: Default>() -> BoxFuture<'static, T> {
    Box::pin(async { T::default() })
}
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
pub fn handed_on<T: Default>(early: bool) -> BoxFuture<'static, T> {
    if early {
        return block();
    }
    block()
}
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
pub fn spelled<T>() -> Pin<Box<dyn Future<Output = T> + Send>>
where
    T: Default,
{
    block()
}
