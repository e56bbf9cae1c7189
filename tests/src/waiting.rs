//! Tests that fail where they would hang.

use std::{
    sync::atomic::{AtomicBool, Ordering},
    thread::sleep,
    time::{Duration, Instant},
};

/// Raises a flag when dropped: threads that run until then end where the test fails, too.
#[derive(Debug)]
pub struct Stop<'a>(pub &'a AtomicBool);

impl Drop for Stop<'_> {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

/// Waits until it is so, for a minute at most.
///
/// # Panics
/// When it is not so within that minute.
#[track_caller]
pub fn wait_until(mut is_so: impl FnMut() -> bool) {
    let limit = Instant::now() + Duration::from_secs(60);
    while !is_so() {
        assert!(Instant::now() < limit, "it has not come about in a minute");
        sleep(Duration::from_millis(1));
    }
}
