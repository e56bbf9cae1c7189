//! Futures of it in an array, boxed, and in a `Vec`.
use std::future::Future;
use std::pin::Pin;
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
pub async fn load(id: u8) -> u8 {
    std::future::ready(id).await
}
/// Two of one type.
pub fn several() -> (
    Vec<impl Future<Output = u8>>,
    Vec<Pin<Box<dyn Future<Output = u8> + Send>>>,
) {
    (vec![load(1), load(2)], vec![Box::pin(load(3))])
}
