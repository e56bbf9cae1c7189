//! A sampler that is replaced while the telemetry runs.

use std::{
    sync::atomic::{AtomicBool, Ordering},
    thread,
};

use journey_tests::{Stop, builder, remote, says_sampled, telemetry};
use opentelemetry::{Context, trace::TraceContextExt};
use otel_runtime::{Rule, Sampler, traced};

#[traced]
fn call() {
    inner();
}

#[traced]
fn inner() {}

#[test]
fn spans_that_begin_later_follow_the_new_sampler_on_every_thread() {
    let (telemetry, spans) = telemetry();
    let ratio = |ratio| Sampler::ratio(ratio).unwrap();
    for (sampler, expected) in [
        (Sampler::AlwaysOff, 0),
        (Sampler::AlwaysOn, 2),
        (Sampler::parent_based(Sampler::AlwaysOff), 0),
        (ratio(1.0), 2),
        (Sampler::rules([]), 0),
        (Sampler::rules([Rule::new(Sampler::AlwaysOn)]), 2),
        (
            Sampler::rules([Rule::new(Sampler::AlwaysOn).name("inner")]),
            1,
        ),
        (
            Sampler::parent_based(opentelemetry_sdk::trace::Sampler::AlwaysOn),
            2,
        ),
    ] {
        let name = sampler.to_string();
        telemetry.set_sampler(sampler);
        assert_eq!(telemetry.sampler().to_string(), name);
        telemetry.scope(call);
        let other = telemetry.clone();
        thread::spawn(move || other.scope(call)).join().unwrap();
        telemetry.flush().unwrap();
        assert_eq!(spans.spans().len(), 2 * expected, "{name}");
        spans.clear();
    }
}

#[test]
fn what_an_unsampled_parent_settles_changes_with_the_sampler() {
    let (builder, spans) = builder();
    let telemetry = builder.build().unwrap();
    let call_under = |sampled| {
        telemetry.scope(|| {
            let parent = Context::current().with_remote_span_context(remote(sampled));
            let _current = parent.attach();
            call();
        });
        telemetry.flush().unwrap();
        let count = spans.spans().len();
        spans.clear();
        count
    };
    assert_eq!((call_under(true), call_under(false)), (2, 0));
    telemetry.set_sampler(Sampler::AlwaysOn);
    assert_eq!((call_under(true), call_under(false)), (2, 2));
    telemetry.set_sampler(Sampler::AlwaysOff);
    assert_eq!((call_under(true), call_under(false)), (0, 0));
    telemetry.set_sampler(Sampler::ratio(1.0).unwrap());
    assert_eq!((call_under(true), call_under(false)), (2, 2));
    telemetry.set_sampler(Sampler::default());
    assert_eq!((call_under(true), call_under(false)), (2, 0));
}

#[test]
fn a_trace_that_is_under_way_stays_whole() {
    let (telemetry, spans) = telemetry();
    #[traced]
    fn outer(telemetry: &otel_runtime::Telemetry) {
        inner();
        telemetry.set_sampler(Sampler::parent_based(Sampler::AlwaysOff));
        inner();
    }
    telemetry.scope(|| outer(&telemetry));
    telemetry.scope(call);
    telemetry.flush().unwrap();
    spans.assert_tree("outer\n  inner\n  inner");
}

#[test]
fn the_environment_is_known_to_a_sampler_that_is_set_later() {
    let (builder, _) = builder();
    let telemetry = builder.environment("staging").build().unwrap();
    telemetry.set_sampler(Sampler::parent_based(Sampler::per_environment()));
    let description = telemetry.sampler().to_string();
    assert!(description.contains("PerEnvironment{staging:TraceIdRatioBased{0.1}}"));
}

#[test]
fn spans_begin_while_samplers_change_and_each_trace_is_whole() {
    let (telemetry, spans) = telemetry();
    let stop = AtomicBool::new(false);
    #[traced]
    fn root() -> bool {
        inner();
        inner();
        let mut headers = std::collections::HashMap::new();
        otel_runtime::inject(&mut headers);
        says_sampled(&headers)
    }
    let sampled: usize = thread::scope(|scope| {
        let _stop = Stop(&stop);
        let tracing: Vec<_> = (0..3)
            .map(|_| scope.spawn(|| (0..2_000).filter(|_| telemetry.scope(root)).count()))
            .collect();
        scope.spawn(|| {
            while !stop.load(Ordering::Relaxed) {
                telemetry.set_sampler(Sampler::parent_based(Sampler::AlwaysOff));
                thread::yield_now();
                telemetry.set_sampler(Sampler::default());
            }
        });
        tracing
            .into_iter()
            .map(|thread| thread.join().unwrap())
            .sum()
    });
    telemetry.flush().unwrap();
    let trees = spans.trees();
    assert_eq!(trees.len(), sampled);
    assert_eq!(spans.spans().len(), 3 * sampled);
}
