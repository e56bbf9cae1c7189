//! A future that has to be `Send`, `Sync` and `'static`.
use std::sync::Arc;
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
pub async fn load(id: u8, text: Arc<str>) -> Result<usize, std::io::Error> {
    let id = std::future::ready(id).await;
    Ok(text.len() + usize::from(id))
}
fn is<T: Send + Sync + 'static>(value: T) -> T {
    value
}
/// Asks for the bounds.
pub fn bounds() {
    drop(is(load(1, Arc::from("text"))));
}
