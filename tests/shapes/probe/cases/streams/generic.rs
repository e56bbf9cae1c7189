//! `impl Stream` of a generic item, with an `impl Trait` argument.
use futures::{Stream, StreamExt, stream};
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(ok))]
pub fn mapped<T, U>(items: Vec<T>, change: impl Fn(T) -> U) -> impl Stream<Item = U>
where
    T: Clone,
{
    stream::iter(items).map(change)
}
