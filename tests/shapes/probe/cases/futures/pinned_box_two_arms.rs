//! Two arms, each with an async block of its own.
use std::future::Future;
use std::pin::Pin;
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
pub fn load(id: u8) -> Pin<Box<dyn Future<Output = u8> + Send>> {
    if id > 3 {
        Box::pin(async move { id })
    } else {
        Box::pin(async { 0 })
    }
}
