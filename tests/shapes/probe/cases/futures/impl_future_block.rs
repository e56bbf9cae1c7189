//! `-> impl Future` that ends with an async block.
use std::future::Future;
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
pub fn load(id: u8) -> impl Future<Output = u8> {
    async move { std::future::ready(id).await }
}
