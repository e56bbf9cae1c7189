//! `-> impl Future<Output = ()>` whose block ends with a statement.
use std::future::Future;
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
pub fn run(id: u8) -> impl Future<Output = ()> + Send {
    async move {
        drop(std::future::ready(vec![id]).await);
    }
}
