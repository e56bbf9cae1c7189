//! `poll` of a hand-written future.
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};
/// A type.
#[derive(Debug)]
pub struct Wait(pub u8);
impl Future for Wait {
    type Output = Result<u8, String>;
    /// The shape.
    #[cfg_attr(traced, otel_runtime::traced)]
    #[cfg_attr(full, otel_runtime::traced(args, ok, err(debug)))]
    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        if self.0 == 0 {
            return Poll::Ready(Ok(0));
        }
        self.0 -= 1;
        cx.waker().wake_by_ref();
        Poll::Pending
    }
}
