//! `Pin<Box<dyn Stream>>`, borrowing.
use futures::Stream;
use std::pin::Pin;
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
pub fn numbers<'a>(list: &'a [u8]) -> Pin<Box<dyn Stream<Item = &'a u8> + Send + 'a>> {
    Box::pin(futures::stream::iter(list))
}
