//! When attribute expressions are evaluated: once, and only if a span records.

use std::cell::Cell;

use journey_tests::{builder, remote, traced};
use opentelemetry::{Context, trace::TraceContextExt};
use otel_runtime::{Sampler, traced};

thread_local! {
    static EVALUATED: Cell<usize> = const { Cell::new(0) };
}

fn evaluate() -> i64 {
    EVALUATED.set(EVALUATED.get() + 1);
    1
}

#[traced(attrs(value = evaluate()))]
fn call() {}

#[traced(attrs(value = evaluate()))]
async fn call_async() {
    tokio::task::yield_now().await;
    tokio::task::yield_now().await;
}

#[test]
fn once_and_before_the_body() {
    #[traced(attrs(value = evaluate()))]
    fn counted() -> usize {
        EVALUATED.get()
    }
    let (evaluated, _) = traced(counted);
    assert_eq!((evaluated, EVALUATED.get()), (1, 1));
}

#[test]
fn never_without_a_telemetry() {
    call();
    assert_eq!(EVALUATED.get(), 0);
}

#[test]
fn never_when_not_sampled() {
    let (builder, spans) = builder();
    let telemetry = builder.sampler(Sampler::AlwaysOff).build().unwrap();
    telemetry.scope(call);
    telemetry.flush().unwrap();
    assert_eq!(EVALUATED.get(), 0);
    assert!(spans.spans().is_empty());
}

#[test]
fn never_under_an_unsampled_parent() {
    let ((), spans) = traced(|| {
        let parent = Context::current().with_remote_span_context(remote(false));
        let _current = parent.attach();
        call();
    });
    assert_eq!(EVALUATED.get(), 0);
    assert!(spans.spans().is_empty());
}

#[tokio::test]
async fn at_the_first_poll_and_not_at_the_call() {
    let (telemetry, spans) = journey_tests::telemetry();
    let future = telemetry.scope(call_async());
    assert_eq!(EVALUATED.get(), 0);
    future.await;
    assert_eq!(EVALUATED.get(), 1);
    telemetry.flush().unwrap();
    spans.assert_tree("call_async value=1");
}

#[test]
fn an_expression_may_call_traced_functions() {
    #[traced]
    fn helper() -> i64 {
        2
    }
    #[traced(attrs(value = helper()))]
    fn outer() {}
    let ((), spans) = traced(outer);
    let mut names: Vec<_> = spans
        .spans()
        .iter()
        .map(|span| span.name.to_string())
        .collect();
    names.sort();
    assert_eq!(names, ["helper", "outer"]);
}
