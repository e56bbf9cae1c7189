//! How much a span may hold.
#![allow(clippy::unwrap_used, missing_docs)]

use journey_tests::{builder, remote, span, values};
use opentelemetry::{
    Array, Context, KeyValue, StringValue, Value,
    trace::{Span, TraceContextExt, Tracer, TracerProvider},
};
use opentelemetry_sdk::trace::SpanData;
use otel_runtime::{SpanLimits, traced};

/// The only span of `work` under these limits.
fn limited(limits: SpanLimits, work: impl FnOnce()) -> SpanData {
    let (builder, spans) = builder();
    let telemetry = builder.span_limits(limits).build().unwrap();
    telemetry.scope(work);
    telemetry.flush().unwrap();
    span(&spans, "call")
}

fn keys(pairs: &[KeyValue]) -> Vec<&str> {
    pairs.iter().map(|pair| pair.key.as_str()).collect()
}

fn current(write: impl FnOnce(opentelemetry::trace::SpanRef<'_>)) {
    write(Context::current().span());
}

#[test]
fn attributes_of_the_start_are_counted() {
    #[traced(attrs(a = 1, b = 2, c = 3))]
    fn call() {}
    let limits = SpanLimits {
        attributes: 2,
        ..SpanLimits::default()
    };
    let span = limited(limits, call);
    assert_eq!(keys(&span.attributes), ["a", "b"]);
    assert_eq!(span.dropped_attributes_count, 1);
}

#[test]
fn distinct_keys_are_counted_and_a_known_key_may_change() {
    #[traced(attrs(a = 1))]
    fn call() {
        current(|span| {
            for _ in 0..10 {
                span.set_attribute(KeyValue::new("b", 1));
            }
            span.set_attribute(KeyValue::new("c", 1));
            span.set_attribute(KeyValue::new("d", 1));
            span.set_attribute(KeyValue::new("a", 2));
        });
    }
    let limits = SpanLimits {
        attributes: 2,
        ..SpanLimits::default()
    };
    let span = limited(limits, call);
    assert_eq!(keys(&span.attributes), ["a", "b"]);
    assert_eq!(values(&span, "a"), [2.into()]);
    assert_eq!(span.dropped_attributes_count, 2);
}

#[test]
fn the_default_is_128() {
    #[traced]
    fn call() {
        current(|span| {
            for n in 0..200 {
                span.set_attribute(KeyValue::new(format!("k{n}"), n));
                span.add_event("event", Vec::new());
                span.add_link(remote(true), Vec::new());
            }
        });
    }
    let span = limited(SpanLimits::default(), call);
    assert_eq!(span.attributes.len(), 128);
    assert_eq!(span.dropped_attributes_count, 72);
    assert_eq!((span.events.len(), span.events.dropped_count), (128, 72));
    assert_eq!((span.links.len(), span.links.dropped_count), (128, 72));
}

#[test]
fn text_is_cut_at_a_character() {
    #[traced(attrs(text = "grüße", list = ["ab", "äöüß"], number = 123_456, short = "ab"))]
    fn call() {
        current(|span| {
            span.set_attribute(KeyValue::new("api", "grüße"));
            span.add_event("event", vec![KeyValue::new("text", "grüße")]);
            span.add_link(remote(true), vec![KeyValue::new("text", "grüße")]);
        });
    }
    let limits = SpanLimits {
        attribute_value_length: Some(3),
        ..SpanLimits::default()
    };
    let span = limited(limits, call);
    assert_eq!(values(&span, "text"), ["grü".into()]);
    assert_eq!(values(&span, "api"), ["grü".into()]);
    assert_eq!(values(&span, "short"), ["ab".into()]);
    assert_eq!(values(&span, "number"), [123_456.into()]);
    let list: Vec<StringValue> = vec!["ab".into(), "äöü".into()];
    assert_eq!(values(&span, "list"), [Value::Array(Array::String(list))]);
    let cut = [KeyValue::new("text", "grü")];
    assert_eq!(span.events[0].attributes, cut);
    assert_eq!(span.links[0].attributes, cut);
    assert_eq!(span.dropped_attributes_count, 0);
}

#[test]
fn events_and_links_have_limits_of_their_own() {
    let pairs = || {
        vec![
            KeyValue::new("a", 1),
            KeyValue::new("b", 2),
            KeyValue::new("a", 3),
        ]
    };
    let (builder, spans) = builder();
    let limits = SpanLimits {
        events: 2,
        links: 1,
        attributes_per_event: 1,
        attributes_per_link: 1,
        ..SpanLimits::default()
    };
    let telemetry = builder.span_limits(limits).build().unwrap();
    let mut call = telemetry.provider().tracer("direct").start("call");
    for name in ["first", "second", "third"] {
        call.add_event(name, pairs());
        call.add_link(remote(true), pairs());
    }
    call.end();
    telemetry.flush().unwrap();
    let span = span(&spans, "call");
    let names: Vec<_> = span
        .events
        .iter()
        .map(|event| event.name.as_ref())
        .collect();
    assert_eq!(names, ["first", "second"]);
    assert_eq!(span.events.dropped_count, 1);
    assert_eq!(span.events[0].attributes, [KeyValue::new("a", 3)]);
    assert_eq!(span.events[0].dropped_attributes_count, 1);
    assert_eq!((span.links.len(), span.links.dropped_count), (1, 2));
    assert_eq!(span.links[0].attributes, [KeyValue::new("a", 3)]);
    assert_eq!(span.links[0].dropped_attributes_count, 1);
}

#[test]
fn nothing_at_all_may_be_asked_for() {
    #[traced(attrs(a = 1))]
    fn call() {
        current(|span| span.add_event("event", Vec::new()));
    }
    let limits = SpanLimits {
        attributes: 0,
        attribute_value_length: Some(0),
        events: 0,
        links: 0,
        attributes_per_event: 0,
        attributes_per_link: 0,
    };
    let span = limited(limits, call);
    assert!(span.attributes.is_empty() && span.events.is_empty());
    assert_eq!(span.dropped_attributes_count, 1);
    assert_eq!(span.events.dropped_count, 1);
}
