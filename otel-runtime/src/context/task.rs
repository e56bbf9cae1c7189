//! Carrying the Context to other tasks.

use std::future::Future;

use opentelemetry::{
    Context,
    context::{FutureExt, WithContext},
};

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
        self.with_context(Context::current())
    }
}

impl<F: Future> WithCurrentContext for F {}

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
