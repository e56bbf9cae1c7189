//! `Option<BoxFuture>`.
use futures::future::BoxFuture;
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
#[must_use]
pub fn load(id: u8) -> Option<BoxFuture<'static, u8>> {
    if id > 0 {
        Some(Box::pin(async move { id }))
    } else {
        None
    }
}
