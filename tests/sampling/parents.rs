//! Parents that were sampled, and parents that were not.

use journey_tests::{builder, remote};
use opentelemetry::{Context, trace::TraceContextExt};
use otel_runtime::{Sampler, traced};

#[traced]
fn plain() {
    leaf();
}

#[traced(parent = remote(sampled))]
fn named(sampled: bool) {
    leaf();
}

#[traced(parent = remote(sampled))]
async fn named_async(sampled: bool) {
    tokio::task::yield_now().await;
    leaf();
}

#[traced(parent = remote(sampled))]
fn named_returning(sampled: bool) -> std::pin::Pin<Box<dyn Future<Output = ()> + Send>> {
    Box::pin(async {
        tokio::task::yield_now().await;
        leaf();
    })
}

#[traced]
fn leaf() {}

/// How many spans each sampler makes of a call and a call within.
fn count(sampler: &Sampler, sampled: bool, work: fn(bool)) -> usize {
    let (builder, spans) = builder();
    let telemetry = builder.sampler(sampler.clone()).build().unwrap();
    telemetry.scope(|| work(sampled));
    telemetry.flush().unwrap();
    spans.spans().len()
}

fn under_current(sampled: bool) {
    let parent = Context::current().with_remote_span_context(remote(sampled));
    let _current = parent.attach();
    plain();
}

fn block_on(future: impl Future<Output = ()>) {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .build()
        .unwrap();
    runtime.block_on(future);
}

#[test]
fn every_sampler_with_every_way_to_name_a_parent() {
    let ratio = |ratio| Sampler::ratio(ratio).unwrap();
    let ways: [fn(bool); 4] = [
        under_current,
        named,
        |sampled| block_on(named_async(sampled)),
        |sampled| block_on(named_returning(sampled)),
    ];
    for (sampler, under_sampled, under_unsampled) in [
        (Sampler::AlwaysOn, 2, 2),
        (Sampler::AlwaysOff, 0, 0),
        (ratio(1.0), 2, 2),
        (ratio(0.0), 0, 0),
        (Sampler::parent_based(Sampler::AlwaysOn), 2, 0),
        (Sampler::parent_based(Sampler::AlwaysOff), 2, 0),
        (Sampler::parent_based(ratio(0.0)), 2, 0),
    ] {
        for (way, work) in ways.iter().enumerate() {
            let counts = (count(&sampler, true, *work), count(&sampler, false, *work));
            assert_eq!(
                counts,
                (under_sampled, under_unsampled),
                "{sampler}, way {way}"
            );
        }
    }
}

#[test]
fn the_decision_and_the_trace_state_reach_the_child() {
    let (builder, spans) = builder();
    let telemetry = builder.build().unwrap();
    telemetry.scope(|| named(true));
    telemetry.flush().unwrap();
    for span in spans.spans() {
        assert_eq!(span.span_context.trace_id(), remote(true).trace_id());
        assert!(span.span_context.is_sampled());
        assert_eq!(span.span_context.trace_state().header(), "vendor=value");
    }
}

#[test]
fn suppressed_is_not_traced() {
    let ((), spans) = journey_tests::traced(|| {
        let _suppressed = Context::enter_telemetry_suppressed_scope();
        plain();
        named(true);
    });
    assert!(spans.spans().is_empty());
}
