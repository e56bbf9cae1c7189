//! A scrutinee that lives as long as the edition says.
// editions: 2024
use std::sync::Mutex;
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
pub fn take(mutex: &Mutex<Option<u8>>) -> u8 {
    if let Some(value) = mutex.lock().unwrap().take() {
        value
    } else {
        *mutex.lock().unwrap() = Some(1);
        0
    }
}
