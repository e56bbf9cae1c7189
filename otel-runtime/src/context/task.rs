//! Carrying the Context to other tasks.

use std::{
    future::Future,
    pin::Pin,
    task::{self, Poll},
};

use opentelemetry::Context;
use pin_project_lite::pin_project;

use crate::buffer::{CurrentSpan, current_span, make_current};

/// Carries the Context that is current here into a future, wherever it is polled.
///
/// ```
/// use otel_runtime::WithCurrentContext;
///
/// # async fn send_receipt() {}
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() {
/// let task = tokio::spawn(send_receipt().with_current_context());
/// # task.await.unwrap();
/// # }
/// ```
pub trait WithCurrentContext: Future + Sized {
    /// The future, with the span that is current here for parent of what it starts.
    fn with_current_context(self) -> WithContext<Self> {
        WithContext {
            inner: self,
            context: Context::current(),
            span: current_span(),
        }
    }
}

impl<F: Future> WithCurrentContext for F {}

pin_project! {
    /// A future that has the Context of its making current at every poll; made by
    /// [`WithCurrentContext::with_current_context`].
    #[derive(Debug)]
    #[must_use = "futures do nothing unless polled"]
    pub struct WithContext<F> {
        #[pin]
        inner: F,
        context: Context,
        span: CurrentSpan,
    }
}

impl<F: Future> Future for WithContext<F> {
    type Output = F::Output;

    fn poll(self: Pin<&mut Self>, cx: &mut task::Context<'_>) -> Poll<F::Output> {
        let this = self.project();
        let _context = this.context.clone().attach();
        let _before = Restore(make_current(*this.span));
        this.inner.poll(cx)
    }
}

/// Puts back what was current on this call path, also when the poll panics.
struct Restore(CurrentSpan);

impl Drop for Restore {
    fn drop(&mut self) {
        make_current(self.0);
    }
}

/// [`tokio::spawn`], carrying the Context that is current here into the task.
///
/// # Panics
/// As `tokio::spawn` does: when called outside a tokio runtime.
///
/// ```
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() {
/// let task = otel_runtime::spawn(async { 42 });
/// assert_eq!(task.await.unwrap(), 42);
/// # }
/// ```
pub fn spawn<F>(future: F) -> tokio::task::JoinHandle<F::Output>
where
    F: Future + Send + 'static,
    F::Output: Send + 'static,
{
    tokio::spawn(WithCurrentContext::with_current_context(future))
}
