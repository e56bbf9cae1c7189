//! An async block, not `move`, that borrows an argument's referent.
use std::future::Future;
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
pub fn load<'a>(name: &'a str) -> impl Future<Output = &'a str> + 'a {
    async move { name }
}
