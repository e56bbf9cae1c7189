//! `#[traced]` above and below the attributes of others.
#![allow(clippy::unwrap_used, missing_docs)]

mod async_trait;
mod handlers;
mod runtimes;
mod tests;

use otel_runtime::traced;

/// A child, by which a span shows that it was current.
#[traced]
fn leaf() {}

#[traced]
async fn load() -> Result<u32, String> {
    tokio::task::yield_now().await;
    Ok(1)
}
