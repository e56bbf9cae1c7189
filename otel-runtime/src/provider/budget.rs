//! How many bytes the threads' rings of one telemetry may take together.

use crate::{
    process::Inherit,
    sync::atomic::{AtomicUsize, Ordering},
};

/// A number of bytes that the threads' rings may take together.
#[derive(Debug)]
pub(crate) struct Budget {
    limit: usize,
    taken: AtomicUsize,
}

impl Budget {
    pub(crate) fn new(limit: usize) -> Self {
        Self {
            limit,
            taken: AtomicUsize::new(0),
        }
    }

    /// Takes `bytes` whatever the limit says: a thread's first, small ring.
    pub(crate) fn take(&self, bytes: usize) {
        self.taken.fetch_add(bytes, Ordering::Relaxed);
    }

    /// Takes `bytes` if they fit.
    pub(crate) fn try_take(&self, bytes: usize) -> bool {
        self.taken
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, |taken| {
                taken.checked_add(bytes).filter(|sum| *sum <= self.limit)
            })
            .is_ok()
    }

    pub(crate) fn give_back(&self, bytes: usize) {
        self.taken.fetch_sub(bytes, Ordering::Relaxed);
    }
}

impl Inherit for Budget {
    /// None of the parent's rings are the child's.
    fn inherit(&self) -> Self {
        Self::new(self.limit)
    }
}
