//! Two async functions that call each other through a box.
use std::future::Future;
use std::pin::Pin;
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
pub async fn even(number: u32) -> bool {
    if number == 0 {
        true
    } else {
        odd(number - 1).await
    }
}
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
pub fn odd(number: u32) -> Pin<Box<dyn Future<Output = bool>>> {
    Box::pin(async move {
        if number == 0 {
            false
        } else {
            even(number - 1).await
        }
    })
}
