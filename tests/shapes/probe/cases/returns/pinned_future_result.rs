//! `Ok(Box::pin(..))` coerced to a pinned `dyn Future`.
// fails under: A E X
use std::future::Future;
use std::pin::Pin;
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
pub fn later(by: u8) -> Result<Pin<Box<dyn Future<Output = u8> + Send>>, String> {
    Ok(Box::pin(async move { by }))
}
