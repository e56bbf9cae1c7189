//! Every span is in one column.

use std::{
    sync::atomic::{AtomicBool, Ordering},
    thread,
};

use journey_tests::{Stop, telemetry};
use otel_runtime::{TelemetryLedger, traced};

#[traced]
fn call() {}

#[track_caller]
pub(crate) fn assert_adds_up(ledger: &TelemetryLedger) {
    for backend in &ledger.backends {
        assert_eq!(
            ledger.ended,
            ledger.buffers_full + ledger.after_shutdown + backend.shown_before + backend.ended,
            "{ledger}"
        );
        assert_eq!(
            backend.ended,
            backend.exported + backend.rejected + backend.dropped.total() + backend.pending,
            "{ledger}"
        );
    }
}

#[test]
fn exact_after_each_flush() {
    let (telemetry, spans) = telemetry();
    for round in 1..=200 {
        telemetry.scope(call);
        telemetry.flush().unwrap();
        let ledger = telemetry.ledger();
        assert_eq!(ledger.ended, round);
        assert_eq!(ledger.backends[0].exported, round);
        assert_eq!(ledger.backends[0].pending, 0);
        assert_eq!(spans.spans().len() as u64, round);
        assert_adds_up(&ledger);
    }
}

#[test]
fn exact_after_a_flush_for_the_spans_of_other_threads() {
    let (telemetry, spans) = telemetry();
    for round in 1..=50 {
        thread::scope(|threads| {
            for _ in 0..4 {
                threads.spawn(|| telemetry.scope(|| (0..25).for_each(|_| call())));
            }
        });
        telemetry.flush().unwrap();
        assert_eq!(spans.spans().len(), round * 100);
    }
}

#[test]
fn columns_only_grow_while_spans_are_under_way() {
    let (telemetry, _) = telemetry();
    let stop = AtomicBool::new(false);
    thread::scope(|threads| {
        let _stop = Stop(&stop);
        threads.spawn(|| {
            while !stop.load(Ordering::Relaxed) {
                telemetry.scope(call);
            }
        });
        let mut before = telemetry.ledger();
        for _ in 0..50 {
            telemetry.flush().unwrap();
            let now = telemetry.ledger();
            assert!(now.ended >= before.ended);
            assert!(now.backends[0].exported >= before.backends[0].exported);
            before = now;
        }
    });
    telemetry.shutdown().unwrap();
    let ledger = telemetry.ledger();
    assert_adds_up(&ledger);
    assert_eq!(ledger.backends[0].pending, 0);
}

#[test]
fn spans_after_the_shutdown_are_counted() {
    let (telemetry, spans) = telemetry();
    telemetry.scope(call);
    telemetry.shutdown().unwrap();
    // Another telemetry keeps the call sites on, and its flush goes behind all that ended before.
    let (other, _) = journey_tests::telemetry();
    telemetry.scope(|| (0..3).for_each(|_| call()));
    other.scope(call);
    other.flush().unwrap();
    let ledger = telemetry.ledger();
    assert_eq!((ledger.ended, ledger.after_shutdown), (4, 3), "{ledger}");
    assert_adds_up(&ledger);
    assert_eq!(spans.spans().len(), 1);
}
