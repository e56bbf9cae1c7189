//! The tasks that a traced function starts: whose children their spans are.
#![allow(clippy::unwrap_used, missing_docs)]

mod endings;
mod linked;
mod lookalikes;

mod pools;
mod runtimes;
mod threads;

use otel_runtime::traced;

/// What the tasks do: a span of its own.
#[traced]
pub(crate) fn leaf() {}

/// The same after having waited, perhaps on another thread.
#[traced]
pub(crate) async fn task() {
    tokio::task::yield_now().await;
    leaf();
}
