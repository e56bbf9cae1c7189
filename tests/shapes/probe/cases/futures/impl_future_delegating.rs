//! A call of another async function.
use std::future::Future;
async fn inner(id: u8) -> Result<u8, String> {
    Ok(id)
}
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
pub fn load(id: u8) -> impl Future<Output = Result<u8, String>> {
    inner(id)
}
