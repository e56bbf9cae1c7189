//! New traces.

use std::collections::HashMap;

use journey_tests::{builder, says_sampled};
use opentelemetry::{
    Context,
    trace::{TraceContextExt, Tracer, TracerProvider},
};
use otel_runtime::{MemoryExporter, Sampler, Telemetry, traced};

fn with_sampler(sampler: Sampler) -> (Telemetry, MemoryExporter) {
    let (builder, spans) = builder();
    (builder.sampler(sampler).build().unwrap(), spans)
}

#[traced]
fn outer() -> HashMap<String, String> {
    inner();
    let mut headers = HashMap::new();
    otel_runtime::inject(&mut headers);
    headers
}

#[traced]
fn inner() {}

#[traced(attrs(n = 1))]
async fn outer_async() -> HashMap<String, String> {
    tokio::task::yield_now().await;
    inner();
    tokio::task::yield_now().await;
    let mut headers = HashMap::new();
    otel_runtime::inject(&mut headers);
    headers
}

#[traced]
async fn plain_async() -> HashMap<String, String> {
    outer_async().await
}

#[test]
fn always_off_makes_no_span_and_says_so_to_others() {
    let (telemetry, spans) = with_sampler(Sampler::AlwaysOff);
    let headers = telemetry.scope(outer);
    assert!(!says_sampled(&headers), "{headers:?}");
    telemetry.flush().unwrap();
    assert!(spans.spans().is_empty());
    assert_eq!(telemetry.ledger().ended, 0);
}

#[tokio::test]
async fn an_unsampled_async_root_is_current_at_every_poll() {
    for sampler in [
        Sampler::AlwaysOff,
        Sampler::parent_based(Sampler::AlwaysOff),
        Sampler::ratio(0.0).unwrap(),
    ] {
        let (telemetry, spans) = with_sampler(sampler);
        let headers = telemetry.scope(outer_async()).await;
        assert!(!says_sampled(&headers), "{headers:?}");
        let headers = telemetry.scope(plain_async()).await;
        assert!(!says_sampled(&headers), "{headers:?}");
        telemetry.flush().unwrap();
        assert!(spans.spans().is_empty());
    }
}

#[test]
fn nothing_is_left_current_after_an_unsampled_root() {
    let (telemetry, _) = with_sampler(Sampler::AlwaysOff);
    telemetry.scope(|| {
        outer();
        assert!(!Context::current().span().span_context().is_valid());
    });
}

#[test]
fn a_ratio_keeps_whole_traces_and_about_its_share() {
    let (telemetry, spans) = with_sampler(Sampler::parent_based(Sampler::ratio(0.25).unwrap()));
    let sampled = (0..4_000)
        .filter(|_| says_sampled(&telemetry.scope(outer)))
        .count();
    telemetry.flush().unwrap();
    assert!((800..1_200).contains(&sampled), "{sampled}");
    assert_eq!(spans.spans().len(), 2 * sampled);
    assert_eq!(spans.trees().len(), sampled);
}

#[test]
fn a_ratio_of_all_and_of_none() {
    for (ratio, kept) in [(0.0, 0), (1.0, 100)] {
        let (telemetry, spans) = with_sampler(Sampler::ratio(ratio).unwrap());
        for _ in 0..100 {
            telemetry.scope(inner);
        }
        telemetry.flush().unwrap();
        assert_eq!(spans.spans().len(), kept);
    }
}

#[test]
fn spans_of_the_api_are_sampled_too() {
    let (telemetry, spans) = with_sampler(Sampler::AlwaysOff);
    let span = telemetry.provider().tracer("direct").start("call");
    let cx = Context::new().with_span(span);
    assert!(cx.span().span_context().is_valid());
    assert!(!cx.span().span_context().is_sampled());
    assert!(!cx.span().is_recording());
    drop(cx);
    telemetry.flush().unwrap();
    assert!(spans.spans().is_empty());
}
