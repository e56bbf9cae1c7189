//! An early return and a `let else` before the async block.
use std::future::Future;
use std::pin::Pin;
// editions: 2021 2024
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
pub fn load(id: Option<u8>) -> Pin<Box<dyn Future<Output = u8>>> {
    let Some(id) = id else {
        return Box::pin(async { 0 });
    };
    Box::pin(async move { id })
}
