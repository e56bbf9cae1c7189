//! Arguments that nobody uses of a function that returns a future.
// warns: unused_variables
use std::future::Future;
use std::pin::Pin;
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
pub fn block(value: u8) -> Pin<Box<dyn Future<Output = u8>>> {
    Box::pin(async move { 1 })
}
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
pub fn around(value: u8) -> impl Future<Output = u8> {
    std::future::ready(1)
}
