//! One writer at a time, among all processes that share a file.

use std::{fs::File, thread::sleep, time::Duration};

use fs4::{FileExt, TryLockError};

/// The lock of a file, for as long as one batch takes.
#[derive(Debug)]
pub(super) struct Turn<'a>(&'a File);

impl<'a> Turn<'a> {
    /// Waits for the file's lock; a second at most, and not at all where the file system has none.
    /// Without it lines are still whole: only rotation may come twice.
    pub(super) fn take(file: &'a File) -> Self {
        const PAUSE: Duration = Duration::from_millis(1);
        const ATTEMPTS: u32 = 1_000;
        for _ in 0..ATTEMPTS {
            match FileExt::try_lock(file) {
                Err(TryLockError::WouldBlock) => sleep(PAUSE),
                _ => break,
            }
        }
        Self(file)
    }
}

impl Drop for Turn<'_> {
    /// Closing is not enough: a child that was forked meanwhile has the open file as well.
    fn drop(&mut self) {
        let _ = FileExt::unlock(self.0);
    }
}
