//! `BoxFuture` by combinators.
use futures::future::{BoxFuture, FutureExt, TryFutureExt};
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
pub fn load(id: u8) -> BoxFuture<'static, Result<u8, String>> {
    futures::future::ok::<u8, u8>(id)
        .map_err(|code| code.to_string())
        .boxed()
}
