//! Spans that libraries start through the OpenTelemetry API.

use journey_tests::{span, traced};
use opentelemetry::{
    Context, KeyValue, global,
    trace::{
        Event, Link, Span, SpanBuilder, SpanContext, SpanKind, Status, TraceContextExt, Tracer,
        TracerProvider,
    },
};
use otel_runtime::traced;

#[traced]
fn leaf() {}

#[traced]
fn with_library() {
    let tracer = global::tracer("library");
    tracer.in_span("library call", |_| leaf());
}

#[test]
fn spans_of_the_global_tracer_are_in_the_scope() {
    let ((), spans) = traced(with_library);
    spans.assert_tree("with_library\n  library call\n    leaf");
    let scope = span(&spans, "library call").instrumentation_scope;
    assert_eq!(scope.name(), "library");
}

#[test]
fn spans_of_the_provider_need_no_scope() {
    let (telemetry, spans) = journey_tests::telemetry();
    let tracer = telemetry.provider().tracer("direct");
    tracer.start("direct call").end();
    telemetry.flush().unwrap();
    spans.assert_tree("\"direct call\"");
}

#[test]
fn a_context_on_another_thread_brings_its_scope() {
    let ((), spans) = traced(|| {
        let context = Context::current();
        std::thread::spawn(move || {
            let tracer = global::tracer("library");
            let span = tracer.start_with_context("library call", &context);
            let _inside = context.with_span(span).attach();
            leaf();
        })
        .join()
        .unwrap();
    });
    spans.assert_tree("\"library call\"\n  leaf");
}

#[test]
fn a_builder_with_everything_arrives() {
    let other = journey_tests::remote(true);
    let start = std::time::SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(1_000);
    let at = start + std::time::Duration::from_secs(1);
    let end = start + std::time::Duration::from_secs(2);
    let (telemetry, spans) = journey_tests::telemetry();
    let builder = SpanBuilder::from_name("built")
        .with_kind(SpanKind::Producer)
        .with_start_time(start)
        .with_attributes([KeyValue::new("a", 1), KeyValue::new("a", 2)])
        .with_events(vec![Event::new(
            "event",
            at,
            vec![KeyValue::new("e", true)],
            0,
        )])
        .with_links(vec![
            Link::new(other.clone(), vec![KeyValue::new("l", 1.5)], 0),
            Link::new(SpanContext::NONE, Vec::new(), 0),
        ]);
    let mut built = builder.start(&telemetry.provider().tracer("direct"));
    built.set_status(Status::Ok);
    built.end_with_timestamp(end);
    telemetry.flush().unwrap();
    let built = span(&spans, "built");
    assert_eq!(built.span_kind, SpanKind::Producer);
    assert_eq!((built.start_time, built.end_time), (start, end));
    assert_eq!(built.attributes, [KeyValue::new("a", 2)]);
    assert_eq!(built.events.len(), 1);
    assert_eq!(built.events[0].name, "event");
    assert_eq!(built.events[0].timestamp, at);
    assert_eq!(built.events[0].attributes, [KeyValue::new("e", true)]);
    assert_eq!(built.links.len(), 1);
    assert_eq!(built.links[0].span_context, other);
    assert_eq!(built.links[0].attributes, [KeyValue::new("l", 1.5)]);
    assert_eq!(built.status, Status::Ok);
}

#[test]
fn a_span_dropped_is_a_span_ended() {
    let (telemetry, spans) = journey_tests::telemetry();
    let tracer = telemetry.provider().tracer("direct");
    let mut dropped = tracer.start("dropped");
    assert!(dropped.is_recording());
    dropped.set_attribute(KeyValue::new("a", 1));
    dropped.update_name("renamed");
    drop(dropped);
    let mut ended = tracer.start("ended");
    ended.end();
    assert!(!ended.is_recording());
    ended.set_attribute(KeyValue::new("late", 1));
    ended.end();
    drop(ended);
    telemetry.flush().unwrap();
    spans.assert_tree("renamed a=1\nended");
    assert!(span(&spans, "ended").attributes.is_empty());
}
