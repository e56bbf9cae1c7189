//! What clippy says of async functions.
use std::rc::Rc;
use std::sync::Mutex;
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
pub async fn no_await(value: u8) -> u8 {
    value
}
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
pub async fn not_send(value: Rc<u8>) -> u8 {
    std::future::ready(()).await;
    *value
}
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
pub async fn lock(mutex: &Mutex<u8>) -> u8 {
    let guard = mutex.lock().unwrap();
    std::future::ready(()).await;
    *guard
}
