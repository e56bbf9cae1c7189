//! Threads that come and go.

use std::cell::RefCell;

use opentelemetry::trace::{Tracer, TracerProvider};
use otel_runtime::{OwnedSpan, traced};

use crate::roomy;

#[traced(attrs(n))]
fn call(n: usize) {
    let _ = n;
}

#[test]
fn two_hundred_threads_one_after_the_other() {
    let (telemetry, spans) = roomy();
    for thread in 0..200 {
        let telemetry = telemetry.clone();
        std::thread::spawn(move || {
            telemetry.scope(|| (0..10).for_each(|n| call(thread * 10 + n)));
        })
        .join()
        .unwrap();
    }
    telemetry.flush().unwrap();
    assert_eq!(spans.spans().len(), 2_000);
    assert_eq!(telemetry.ledger().buffers_full, 0);
}

/// More threads than the budget has grown rings, so that only reclaimed ones let all grow.
#[test]
fn rings_of_threads_that_have_gone_are_reclaimed() {
    let (telemetry, spans) = roomy();
    for _ in 0..60 {
        let scope = telemetry.clone();
        std::thread::spawn(move || {
            // Grows its ring several times over.
            scope.scope(|| (0..5_000).for_each(call));
        })
        .join()
        .unwrap();
        telemetry.flush().unwrap();
    }
    assert_eq!(spans.spans().len(), 300_000);
    assert_eq!(telemetry.ledger().buffers_full, 0);
}

#[test]
fn a_span_that_a_dying_thread_drops_arrives() {
    thread_local! {
        static KEPT: RefCell<Vec<OwnedSpan>> = const { RefCell::new(Vec::new()) };
    }
    let (telemetry, spans) = roomy();
    for first in ["a thread-local of ours", "the user's thread-local"] {
        let telemetry = telemetry.clone();
        std::thread::spawn(move || {
            let keep = |span| KEPT.with_borrow_mut(|kept| kept.push(span));
            if first == "the user's thread-local" {
                KEPT.with_borrow_mut(Vec::clear);
            }
            telemetry.scope(|| call(0));
            keep(telemetry.provider().tracer("direct").start("kept"));
        })
        .join()
        .unwrap();
    }
    telemetry.flush().unwrap();
    let kept = spans.spans().into_iter().filter(|span| span.name == "kept");
    assert_eq!(kept.count(), 2);
}

#[test]
fn a_call_of_a_dying_thread_works() {
    struct Calls;
    impl Drop for Calls {
        fn drop(&mut self) {
            call(1);
        }
    }
    thread_local! {
        static CALLS: Calls = const { Calls };
    }
    let (telemetry, spans) = roomy();
    for before in [true, false] {
        let telemetry = telemetry.clone();
        std::thread::spawn(move || {
            if before {
                CALLS.with(|_| {});
            }
            telemetry.enter_thread();
            call(0);
            CALLS.with(|_| {});
        })
        .join()
        .unwrap();
    }
    telemetry.flush().unwrap();
    assert!(spans.spans().len() >= 2);
}

#[test]
fn a_span_may_end_on_another_thread_than_it_began() {
    let (telemetry, spans) = roomy();
    let tracer = telemetry.provider().tracer("direct");
    for _ in 0..100 {
        let span = tracer.start("moved");
        std::thread::spawn(move || drop(span)).join().unwrap();
    }
    telemetry.flush().unwrap();
    assert_eq!(spans.spans().len(), 100);
}
