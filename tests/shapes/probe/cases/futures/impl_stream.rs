//! `-> impl Stream`.
use futures::{Stream, StreamExt};
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
pub fn numbers(count: u8) -> impl Stream<Item = Result<u8, String>> {
    futures::stream::iter(0..count).map(Ok)
}
