//! What spans say of how many they stand for, and what headers say of it.

use std::collections::HashMap;

use journey_tests::{builder, span};
use opentelemetry::trace::{Tracer, TracerProvider};
use otel_runtime::{MemoryExporter, ParentBased, RemoteParent, Rule, Sampler, Telemetry, traced};

type Headers = HashMap<String, String>;

/// A trace whose randomness is a little above a half.
const TRACE: &str = "0af7651916cd43dd8490000000000000";

fn with_sampler(sampler: impl Into<Sampler>) -> (Telemetry, MemoryExporter) {
    let (builder, spans) = builder();
    (builder.sampler(sampler).build().unwrap(), spans)
}

#[traced]
fn outer() -> Headers {
    inner()
}

#[traced]
fn inner() -> Headers {
    let mut headers = Headers::new();
    otel_runtime::inject(&mut headers);
    headers
}

#[traced(parent = headers)]
fn under(headers: &Headers) -> Headers {
    inner()
}

#[traced(parent = RemoteParent::Resample.extract(headers))]
fn resampled(headers: &Headers) -> Headers {
    inner()
}

/// The trace state in a span's headers under a parent of this sort.
fn through(sampler: impl Into<Sampler>, sampled: bool, state: &str) -> String {
    sent_on(under, sampler, sampled, state)
}

fn sent_on(
    under: fn(&Headers) -> Headers,
    sampler: impl Into<Sampler>,
    sampled: bool,
    state: &str,
) -> String {
    let (telemetry, spans) = with_sampler(sampler);
    let flags = if sampled { "03" } else { "02" };
    let parent = format!("00-{TRACE}-00f067aa0ba902b7-{flags}");
    let incoming = [("traceparent", parent.as_str()), ("tracestate", state)];
    let incoming = incoming.map(|(name, value)| (name.to_owned(), value.to_owned()));
    let mut outgoing = telemetry.scope(|| under(&incoming.into()));
    telemetry.flush().unwrap();
    let outgoing = outgoing.remove("tracestate").unwrap_or_default();
    // What is exported is what goes on.
    for span in spans.spans() {
        assert_eq!(span.span_context.trace_state().header(), outgoing);
    }
    outgoing
}

fn ratio(ratio: f64) -> Sampler {
    Sampler::ratio(ratio).unwrap()
}

#[test]
fn a_trace_that_chance_has_kept_carries_its_threshold_everywhere() {
    for sampler in [ratio(1.0), Sampler::parent_based(ratio(1.0))] {
        let (telemetry, spans) = with_sampler(sampler);
        let headers = telemetry.scope(outer);
        assert_eq!(headers["tracestate"], "ot=th:0");
        drop(telemetry.provider().tracer("direct").start("direct"));
        telemetry.flush().unwrap();
        assert_eq!(spans.spans().len(), 3);
        for span in spans.spans() {
            assert_eq!(span.span_context.trace_state().header(), "ot=th:0");
        }
    }
}

#[test]
fn a_trace_that_is_kept_for_certain_costs_no_trace_state() {
    let (telemetry, spans) = with_sampler(Sampler::default());
    let headers = telemetry.scope(outer);
    assert!(headers.get("tracestate").is_none_or(String::is_empty));
    telemetry.flush().unwrap();
    assert_eq!(
        span(&spans, "outer").span_context.trace_state().header(),
        ""
    );
}

#[test]
fn a_parents_threshold_is_inherited_replaced_or_taken_out() {
    let following = || Sampler::parent_based(Sampler::AlwaysOff);
    assert_eq!(through(following(), true, "ot=th:8,v=1"), "ot=th:8,v=1");
    // The parent cannot have been kept by it.
    assert_eq!(through(following(), true, "ot=th:f,v=1"), "v=1");
    assert_eq!(
        through(following(), true, "ot=th:f;rv:ff000000000000"),
        "ot=th:f;rv:ff000000000000"
    );
    assert_eq!(through(following(), false, "ot=th:f,v=1"), "ot=th:f,v=1");
    assert_eq!(through(ratio(0.5), true, "ot=th:4,v=1"), "ot=th:8,v=1");
    assert_eq!(
        through(Sampler::AlwaysOn, true, "ot=th:8,v=1"),
        "ot=th:0,v=1"
    );
    assert_eq!(through(Sampler::AlwaysOn, true, "v=1"), "v=1");
    assert_eq!(through(ratio(0.01), true, "ot=th:8,v=1"), "v=1");
    let turned = ParentBased::new(Sampler::AlwaysOff).remote_parent_not_sampled(Sampler::AlwaysOn);
    assert_eq!(through(turned, false, "ot=th:f,v=1"), "v=1");
    let limited = Sampler::rate_limited(1_000.0).unwrap();
    assert_eq!(through(limited, true, "ot=th:8,v=1"), "v=1");
}

#[test]
fn samplers_that_wait_for_attributes_write_it_too() {
    let rules = |sampler: Sampler| Sampler::rules([Rule::new(sampler)]);
    assert_eq!(
        through(rules(ratio(0.5)), true, "ot=th:4,v=1"),
        "ot=th:8,v=1"
    );
    assert_eq!(through(rules(ratio(0.5)), false, "v=1"), "ot=th:8,v=1");
    assert_eq!(
        through(rules(Sampler::AlwaysOff), true, "ot=th:4,v=1"),
        "v=1"
    );
    assert_eq!(through(rules(Sampler::AlwaysOn), true, "v=1"), "v=1");
    let (telemetry, spans) = with_sampler(Sampler::parent_based(rules(ratio(1.0))));
    telemetry.scope(outer);
    telemetry.flush().unwrap();
    for name in ["outer", "inner"] {
        let state = span(&spans, name).span_context.trace_state().header();
        assert_eq!(state, "ot=th:0", "{name}");
    }
}

#[test]
fn a_new_trace_says_that_its_id_is_random() {
    for sampler in [
        Sampler::AlwaysOn,
        ratio(1.0),
        Sampler::rules([Rule::new(Sampler::AlwaysOn)]),
    ] {
        let (telemetry, spans) = with_sampler(sampler);
        let headers = telemetry.scope(outer);
        assert!(headers["traceparent"].ends_with("-03"), "{headers:?}");
        telemetry.flush().unwrap();
        for span in spans.spans() {
            assert_eq!(span.span_context.trace_flags().to_u8(), 3);
        }
    }
    let (telemetry, _) = with_sampler(Sampler::AlwaysOff);
    let headers = telemetry.scope(outer);
    assert!(headers["traceparent"].ends_with("-02"), "{headers:?}");
}

#[test]
fn where_sampling_is_decided_anew_the_caller_s_chance_counts_no_more_and_all_else_goes_on() {
    let rules = |sampler: Sampler| Sampler::rules([Rule::new(sampler)]);
    for (sampler, expected) in [
        (ratio(0.5), "ot=th:8,vendor=1"),
        (rules(ratio(0.5)), "ot=th:8,vendor=1"),
        (Sampler::adaptive(1.0).unwrap(), "ot=th:0,vendor=1"),
        (Sampler::AlwaysOn, "vendor=1"),
        (rules(Sampler::AlwaysOn), "vendor=1"),
        // The randomness that is named would be above this threshold, and the trace id's is not.
        (ratio(0.25), "vendor=1"),
        (rules(ratio(0.25)), "vendor=1"),
    ] {
        let name = sampler.to_string();
        let sampler = Sampler::parent_based(sampler);
        let state = "vendor=1,ot=th:8;rv:f0000000000000";
        assert_eq!(sent_on(resampled, sampler, true, state), expected, "{name}");
    }
    assert_eq!(sent_on(resampled, Sampler::default(), true, "ot=th:8"), "");
}
