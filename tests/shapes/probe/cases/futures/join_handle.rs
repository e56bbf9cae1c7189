//! A named future type.
use tokio::task::JoinHandle;
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
pub fn start(id: u8) -> JoinHandle<u8> {
    tokio::spawn(async move { id })
}
