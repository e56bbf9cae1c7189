//! `-> impl FusedFuture`.
use futures::future::{FusedFuture, FutureExt};
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
pub fn load(id: u8) -> impl FusedFuture<Output = u8> {
    std::future::ready(id).fuse()
}
