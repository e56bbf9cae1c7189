//! `unfold` over the arguments, `Send`.
use futures::{Stream, stream};
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
pub fn numbers(from: u8, step: u8) -> impl Stream<Item = u8> + Send + 'static {
    stream::unfold(from, move |next| async move {
        Some((next, next.checked_add(step)?))
    })
}
/// Needs it to be `Send`.
pub fn spawned() -> Box<dyn Stream<Item = u8> + Send> {
    Box::new(numbers(1, 2))
}
