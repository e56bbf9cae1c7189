//! A coercion inside the async block of a `BoxFuture`.
use futures::future::BoxFuture;
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
pub fn load(
    id: u8,
) -> BoxFuture<'static, Result<Box<dyn Fn() -> u8 + Send>, Box<dyn std::error::Error + Send + Sync>>>
{
    Box::pin(async move {
        if id == 0 {
            return Err("zero".into());
        }
        let run: Box<dyn Fn() -> u8 + Send> = Box::new(move || id);
        Ok(run)
    })
}
