//! `LocalBoxFuture` of what is not `Send`.
use futures::future::{FutureExt, LocalBoxFuture};
use std::rc::Rc;
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
pub fn load(id: Rc<u8>) -> LocalBoxFuture<'static, u8> {
    async move { *id }.boxed_local()
}
