//! Items whose error type the return type alone tells.
use futures::{Stream, stream};
/// An error that cannot be shown.
#[allow(missing_debug_implementations)]
pub struct Opaque;
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
pub fn numbers(count: u8) -> impl Stream<Item = Result<u8, Opaque>> {
    stream::iter((0..count).map(Ok))
}
