//! `impl Stream + Clone`, and `impl FusedStream`.
use futures::stream::{self, FusedStream, Stream, StreamExt};
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
pub fn cloned(count: u8) -> impl Stream<Item = u8> + Clone {
    stream::iter(0..count)
}
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
pub fn fused(count: u8) -> impl FusedStream<Item = u8> {
    stream::iter(0..count).fuse()
}
/// Uses both.
pub fn used() -> bool {
    drop(cloned(1).clone());
    fused(1).is_terminated()
}
