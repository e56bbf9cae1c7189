//! A guard that has to be dropped before an await, or the future is not `Send`.
use std::sync::Mutex;
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
pub async fn next(mutex: &Mutex<u8>) -> u8 {
    let value = {
        let mut guard = mutex.lock().unwrap();
        *guard += 1;
        *guard
    };
    std::future::ready(value).await
}
/// Asks for the bound.
pub fn bounds(mutex: &Mutex<u8>) -> impl Send + use<'_> {
    next(mutex)
}
