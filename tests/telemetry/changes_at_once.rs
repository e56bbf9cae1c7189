//! Backends that come and go while spans end, and while others flush and shut down.

use std::{
    collections::HashSet,
    sync::atomic::{AtomicBool, Ordering},
    thread,
};

use journey_tests::{Stop, telemetry};
use opentelemetry_sdk::trace::SpanData;
use otel_runtime::{MemoryExporter, traced};

use crate::ledger::assert_adds_up;

#[traced]
fn busy() {}

#[traced(attrs(round))]
fn inside(round: i64) {}

#[traced]
fn outside() {}

fn named<'a>(spans: &'a [SpanData], name: &str) -> Vec<&'a SpanData> {
    spans.iter().filter(|span| span.name == name).collect()
}

#[test]
fn no_span_is_lost_while_four_threads_end_them() {
    const ROUNDS: i64 = 40;
    let (telemetry, all) = telemetry();
    let stop = AtomicBool::new(false);
    let (mut made, mut backends) = (0, Vec::new());
    thread::scope(|threads| {
        let stopping = Stop(&stop);
        let work = || {
            let mut made = 0;
            while !stop.load(Ordering::Relaxed) {
                telemetry.scope(busy);
                made += 1;
                if made % 100 == 0 {
                    // Not more than a destination on a busy machine can take.
                    thread::yield_now();
                }
            }
            made
        };
        let busy = [(); 4].map(|()| threads.spawn(work));
        for round in 0..ROUNDS {
            let spans = MemoryExporter::default();
            let backend = telemetry.add_exporter(spans.clone()).unwrap();
            telemetry.scope(|| inside(round));
            telemetry.remove_exporter(&backend).unwrap();
            telemetry.scope(outside);
            backends.push((backend, spans));
        }
        drop(stopping);
        for thread in busy {
            made += thread.join().unwrap();
        }
    });
    telemetry.flush().unwrap();
    let ledger = telemetry.ledger();
    assert_adds_up(&ledger);
    assert_eq!(ledger.ended, made + 2 * ROUNDS as u64);
    assert_eq!(all.spans().len() as u64, ledger.ended);
    let mut shown = 0;
    for (round, (backend, spans)) in backends.iter().enumerate() {
        let spans = spans.spans();
        let [marked] = named(&spans, "inside")[..] else {
            panic!("round {round}: {}", spans.len());
        };
        assert_eq!(marked.attributes[0].value, (round as i64).into());
        assert!(named(&spans, "outside").is_empty());
        let ids: HashSet<_> = spans
            .iter()
            .map(|span| span.span_context.span_id())
            .collect();
        assert_eq!(ids.len(), spans.len());
        let ledger = backend.ledger();
        assert_eq!(ledger.ended, spans.len() as u64);
        assert_eq!((ledger.exported, ledger.pending), (ledger.ended, 0));
        shown += ledger.ended;
    }
    let [removed] = &ledger.removed[..] else {
        panic!("{ledger}");
    };
    assert_eq!((removed.ended, removed.exported), (shown, shown));
}

#[test]
fn additions_removals_flushes_and_the_shutdown_may_meet() {
    for _ in 0..20 {
        let (telemetry, _) = telemetry();
        thread::scope(|threads| {
            let change = || {
                while let Ok(backend) = telemetry.add_exporter(MemoryExporter::default()) {
                    telemetry.scope(busy);
                    assert_eq!(telemetry.remove_exporter(&backend), Ok(()));
                    assert_eq!(telemetry.remove_exporter(&backend), Ok(()));
                    let ledger = backend.ledger();
                    assert_eq!(ledger.ended, ledger.exported);
                }
            };
            threads.spawn(change);
            threads.spawn(change);
            let flush = threads.spawn(|| {
                for _ in 0..20 {
                    assert_eq!(telemetry.flush(), Ok(()));
                }
            });
            let flushed = flush.join();
            threads.spawn(|| assert_eq!(telemetry.flush(), Ok(())));
            // Whatever happened: the shutdown is what ends the threads that change.
            assert_eq!(telemetry.shutdown(), Ok(()));
            flushed.unwrap();
        });
        let ledger = telemetry.ledger();
        let mut rows = ledger.backends.iter().chain(&ledger.removed);
        assert!(rows.all(|row| row.pending == 0), "{ledger}");
    }
}

#[test]
fn two_that_remove_the_same_have_the_same_result() {
    let (telemetry, _) = telemetry();
    for _ in 0..50 {
        let spans = MemoryExporter::default();
        let backend = telemetry.add_exporter(spans.clone()).unwrap();
        telemetry.scope(inside_of_both);
        thread::scope(|threads| {
            for _ in 0..2 {
                threads.spawn(|| {
                    assert_eq!(telemetry.remove_exporter(&backend), Ok(()));
                    assert_eq!(spans.spans().len(), 1);
                });
            }
        });
    }
    assert_eq!(telemetry.ledger().removed[0].exported, 50);
}

#[traced]
fn inside_of_both() {}
