//! Spans of every size.

use journey_tests::{span, traced, values};
use otel_runtime::traced;

#[traced(attrs(text))]
fn call(text: &str) {
    let _ = text;
}

#[traced]
fn small() {}

#[test]
fn a_span_of_any_size_that_the_budget_allows_arrives() {
    for length in [10_000, 20_000, 100_000, 600_000, 5_000_000, 20_000_000] {
        let text = "x".repeat(length);
        let ((), spans) = traced(|| {
            small();
            call(&text);
            small();
        });
        let arrived = values(&span(&spans, "call"), "text");
        assert_eq!(arrived[0].as_str().len(), length);
        assert_eq!(spans.spans().len(), 3);
    }
}

#[test]
fn a_large_span_leaves_the_budget_as_it_was() {
    let (telemetry, spans) = journey_tests::telemetry();
    let text = "x".repeat(20_000_000);
    for _ in 0..5 {
        telemetry.scope(|| call(&text));
        telemetry.flush().unwrap();
    }
    assert_eq!(spans.spans().len(), 5);
    assert_eq!(telemetry.ledger().buffers_full, 0);
}

#[test]
fn a_span_beyond_the_budget_is_counted() {
    let (telemetry, spans) = journey_tests::telemetry();
    let text = "x".repeat(40_000_000);
    telemetry.scope(|| {
        call(&text);
        small();
    });
    telemetry.flush().unwrap();
    spans.assert_tree("small");
    let ledger = telemetry.ledger();
    assert_eq!((ledger.ended, ledger.buffers_full), (2, 1));
}
