//! A lock's guard as an argument.
use std::sync::{Mutex, MutexGuard};
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
pub fn add(mut guard: MutexGuard<'_, u8>, by: u8) -> u8 {
    *guard += by;
    *guard
}
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
#[allow(clippy::unused_async)]
pub async fn add_async(mutex: &Mutex<u8>, guard: Option<MutexGuard<'_, u8>>) -> u8 {
    drop(guard);
    *mutex.lock().unwrap()
}
