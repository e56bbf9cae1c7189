//! A stream boxed in two places, one of them early.
use futures::{Stream, stream};
use std::pin::Pin;
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
pub fn numbers(count: u8) -> Pin<Box<dyn Stream<Item = u8> + Send>> {
    if count == 0 {
        return Box::pin(stream::empty());
    }
    Box::pin(stream::iter(0..count))
}
