//! Carrying the Context to other tasks.

use std::{
    future::Future,
    pin::Pin,
    task::{self, Poll},
};

use pin_project_lite::pin_project;

use super::carried::{Carried, follow};

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
        WithContext::new(follow(), self)
    }
}

impl<F: Future> WithCurrentContext for F {}

pin_project! {
    /// A future that has the Context of its making current at every poll and when it is dropped;
    /// made by [`WithCurrentContext::with_current_context`].
    #[derive(Debug)]
    #[must_use = "futures do nothing unless polled"]
    pub struct WithContext<F> {
        // `None` once dropped, which is while the Context is current.
        #[pin]
        inner: Option<F>,
        carried: Carried,
    }

    impl<F> PinnedDrop for WithContext<F> {
        fn drop(this: Pin<&mut Self>) {
            let mut this = this.project();
            if this.inner.is_some() {
                let _entered = this.carried.enter_again();
                this.inner.set(None);
            }
        }
    }
}

impl<F> WithContext<F> {
    #[inline]
    pub(super) fn new(carried: Carried, inner: F) -> Self {
        Self {
            inner: Some(inner),
            carried,
        }
    }
}

impl<F: Future> Future for WithContext<F> {
    type Output = F::Output;

    #[inline]
    fn poll(self: Pin<&mut Self>, cx: &mut task::Context<'_>) -> Poll<F::Output> {
        let mut this = self.project();
        let Some(inner) = this.inner.as_mut().as_pin_mut() else {
            return Poll::Pending;
        };
        let _entered = this.carried.enter_again();
        let polled = inner.poll(cx);
        if polled.is_ready() {
            this.inner.set(None);
        }
        polled
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
