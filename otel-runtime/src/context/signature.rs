//! The signature of a closure that an `async fn` returns.
//!
//! Rustc takes it from the return type, for a closure that stands in the function itself. An async
//! block says nothing of what it returns, so there the body is handed to `keep`, whose pointer has
//! to become one to `dyn Fn(..)`: that too tells a closure its signature, and leaves it its type.

use std::ptr;

/// Where a value is kept; not its type alone, or the `dyn` would be expected of that too.
pub trait Slot<T> {
    /// Keeps it.
    fn put(self, value: T);
}

impl<T> Slot<T> for &mut Option<T> {
    #[inline]
    fn put(self, value: T) {
        *self = Some(value);
    }
}

/// Keeps what the body gave, and makes a pointer of its type to nothing.
#[inline]
pub fn keep<T>(value: T, slot: impl Slot<T>) -> *const T {
    slot.put(value);
    ptr::null()
}

/// Expects a pointer that can become one to `D`.
#[inline]
pub fn like<D: ?Sized>(_: *const D) {}

/// What was kept; there is always something after `keep`.
#[inline]
pub fn kept<T>(slot: Option<T>) -> T {
    match slot {
        Some(value) => value,
        None => loop {
            std::thread::park();
        },
    }
}
