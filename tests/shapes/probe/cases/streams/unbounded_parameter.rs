//! Boxed streams of a parameter, of which one is said to live long enough.
use futures::stream::{self, BoxStream, StreamExt};
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
pub fn bounded<'a, T: Default + Send + 'a>(count: usize) -> BoxStream<'a, T> {
    stream::iter(0..count).map(|_| T::default()).boxed()
}
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
pub fn unbounded<T: Default>(count: usize) -> BoxStream<'static, T> {
    stream::iter(0..count).map(|_| T::default()).boxed()
}
