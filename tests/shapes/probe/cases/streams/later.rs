//! `async fn` that gives a stream, and a stream in a `Result`.
use futures::{Stream, stream};
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
pub async fn later(count: u8) -> impl Stream<Item = u8> {
    std::future::ready(()).await;
    stream::iter(0..count)
}
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
pub fn checked(text: &str) -> Result<impl Stream<Item = u8> + use<>, std::num::ParseIntError> {
    Ok(stream::iter(0..text.parse()?))
}
