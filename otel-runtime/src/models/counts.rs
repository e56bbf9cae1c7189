use loom::{sync::mpsc, thread};

use super::leaked;
use crate::{
    export::{DropCause, Ledger, Room},
    provider::Budget,
    sync::atomic::{AtomicUsize, Ordering},
};

/// Two threads that want more than half of it.
pub fn a_budget_is_never_overdrawn() {
    loom::model(|| {
        let budget = leaked(Budget::new(10));
        let held = leaked(AtomicUsize::new(0));
        let ring = move || {
            if budget.try_take(6) {
                assert!(held.fetch_add(6, Ordering::Relaxed) + 6 <= 10);
                held.fetch_sub(6, Ordering::Relaxed);
                budget.give_back(6);
            }
        };
        let other = thread::spawn(ring);
        ring();
        other.join().unwrap();
        assert!(budget.try_take(10) && !budget.try_take(1));
    });
}

/// The collector thread queues batches while the worker settles them.
pub fn what_fits_a_queue_still_fits_when_it_is_added() {
    loom::model(|| {
        let room = leaked(Room::new(10, Some(2)));
        let queued = leaked(AtomicUsize::new(0));
        let (batches, received) = mpsc::channel();
        let worker = thread::spawn(move || {
            while let Some(bytes) = received.recv().unwrap() {
                queued.fetch_sub(bytes, Ordering::Relaxed);
                room.remove(bytes, 1);
            }
        });
        for bytes in [4, 6, 4] {
            if room.fits(bytes, 1) {
                room.add(bytes, 1);
                assert!(queued.fetch_add(bytes, Ordering::Relaxed) + bytes <= 10);
                batches.send(Some(bytes)).unwrap();
            }
        }
        batches.send(None).unwrap();
        worker.join().unwrap();
        assert!(room.fits(10, 2) && !room.fits(11, 1));
    });
}

/// A ledger that is read while one thread counts spans in and another counts them out.
pub fn a_span_is_never_settled_before_it_ended() {
    loom::model(|| {
        let ledger = leaked(Ledger::new(String::new()));
        let (batches, received) = mpsc::channel();
        let collector = thread::spawn(move || {
            for _ in 0..2 {
                ledger.ended();
                batches.send(()).unwrap();
            }
        });
        let worker = thread::spawn(move || {
            received.recv().unwrap();
            ledger.exported(1);
            received.recv().unwrap();
            ledger.dropped(DropCause::ExportFailed, 1);
        });
        let read = ledger.snapshot();
        assert!(read.exported + read.dropped.total() <= read.ended);
        collector.join().unwrap();
        worker.join().unwrap();
        let read = ledger.snapshot();
        assert_eq!((read.ended, read.exported, read.pending), (2, 1, 0));
    });
}
