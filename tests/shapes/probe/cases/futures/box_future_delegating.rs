//! `BoxFuture` of another async function.
use futures::future::BoxFuture;
async fn inner(id: u8) -> u8 {
    id
}
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
pub fn load(id: u8) -> BoxFuture<'static, u8> {
    Box::pin(inner(id))
}
