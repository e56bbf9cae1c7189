//! `BoxStream` and `LocalBoxStream`, boxed by a method.
use futures::stream::{self, BoxStream, LocalBoxStream, StreamExt};
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
pub fn numbers(list: &[u8]) -> BoxStream<'_, &u8> {
    stream::iter(list).boxed()
}
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
pub fn local(list: &[u8]) -> LocalBoxStream<'_, std::rc::Rc<u8>> {
    stream::iter(list)
        .map(|number| std::rc::Rc::new(*number))
        .boxed_local()
}
