//! How much a backend may hold: everything from a span's end to the destination's answer.

use crate::sync::atomic::{AtomicUsize, Ordering};

/// The bound of a backend's queue, in bytes and, where asked for, in spans.
///
/// The collector thread alone adds, the worker alone takes away: what fits when it is asked still
/// fits when it is added, so nothing waits and nothing is taken back. A batch counts until it is
/// settled, not only until it is sent.
#[derive(Debug)]
pub(crate) struct Room {
    max_bytes: usize,
    max_spans: usize,
    bytes: AtomicUsize,
    spans: AtomicUsize,
}

impl Room {
    pub(crate) fn new(max_bytes: usize, max_spans: Option<usize>) -> Self {
        Self {
            max_bytes,
            max_spans: max_spans.unwrap_or(usize::MAX),
            bytes: AtomicUsize::new(0),
            spans: AtomicUsize::new(0),
        }
    }

    /// Whether `bytes` in `spans` fit beside what is queued.
    #[inline]
    pub(crate) fn fits(&self, bytes: usize, spans: usize) -> bool {
        self.bytes.load(Ordering::Relaxed).saturating_add(bytes) <= self.max_bytes
            && self.spans.load(Ordering::Relaxed).saturating_add(spans) <= self.max_spans
    }

    /// Whether nothing is queued.
    #[cfg(all(test, feature = "otlp-grpc", feature = "otlp-http"))]
    pub(crate) fn is_empty(&self) -> bool {
        self.bytes.load(Ordering::Relaxed) == 0 && self.spans.load(Ordering::Relaxed) == 0
    }

    /// Called by the collector thread when it queues a batch.
    pub(crate) fn add(&self, bytes: usize, spans: usize) {
        self.bytes.fetch_add(bytes, Ordering::Relaxed);
        self.spans.fetch_add(spans, Ordering::Relaxed);
    }

    /// Called by the worker when a batch is settled.
    pub(crate) fn remove(&self, bytes: usize, spans: usize) {
        self.bytes.fetch_sub(bytes, Ordering::Relaxed);
        self.spans.fetch_sub(spans, Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_bounds_hold_and_what_is_settled_makes_room() {
        let room = Room::new(100, Some(3));
        assert!(room.fits(100, 1));
        assert!(!room.fits(101, 1));
        assert!(!room.fits(10, 4));
        room.add(60, 2);
        assert!(!room.fits(41, 1));
        assert!(!room.fits(10, 2));
        assert!(room.fits(40, 1));
        room.remove(60, 2);
        assert!(room.fits(100, 3));
    }
}
