//! A boxed future that never ends.
use std::convert::Infallible;
use std::future::Future;
use std::pin::Pin;
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
#[must_use]
pub fn forever() -> Pin<Box<dyn Future<Output = Infallible> + Send>> {
    Box::pin(async move {
        loop {
            std::future::pending::<()>().await;
        }
    })
}
