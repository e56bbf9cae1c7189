//! Samplers written against the SDK's trait.

use journey_tests::{builder, remote, says_sampled, span, values};
use opentelemetry::{
    Context, KeyValue,
    trace::{Link, SpanKind, TraceContextExt, TraceId, TraceState, Tracer, TracerProvider},
};
use opentelemetry_sdk::trace::{SamplingDecision, SamplingResult, ShouldSample};
use otel_runtime::{MemoryExporter, Sampler, Telemetry, traced};

/// Drops what is called so or has `drop = true`; else says what it saw.
#[derive(Clone, Debug)]
struct Curious;

impl ShouldSample for Curious {
    fn should_sample(
        &self,
        parent: Option<&Context>,
        _: TraceId,
        name: &str,
        kind: &SpanKind,
        attributes: &[KeyValue],
        links: &[Link],
    ) -> SamplingResult {
        let unwanted = KeyValue::new("drop", true);
        if name == "dropped" || attributes.contains(&unwanted) {
            return SamplingResult {
                decision: SamplingDecision::Drop,
                attributes: Vec::new(),
                trace_state: TraceState::default(),
            };
        }
        assert_ne!(name, "panics");
        SamplingResult {
            decision: SamplingDecision::RecordAndSample,
            attributes: vec![
                KeyValue::new("saw.name", name.to_owned()),
                KeyValue::new("saw.kind", format!("{kind:?}")),
                KeyValue::new("saw.attributes", attributes.len() as i64),
                KeyValue::new("saw.links", links.len() as i64),
                KeyValue::new(
                    "saw.parent",
                    parent.is_some_and(|cx| cx.span().span_context().is_valid()),
                ),
            ],
            trace_state: TraceState::from_key_value([("sampler", "curious")]).unwrap(),
        }
    }
}

fn curious() -> (Telemetry, MemoryExporter) {
    let (builder, spans) = builder();
    (builder.sampler(Curious).build().unwrap(), spans)
}

#[traced("asked", kind = client, attrs(a = 1, b = 2), links(remote(true)))]
fn asked() {
    child();
}

#[traced]
fn child() {}

#[traced(attrs(drop = drop))]
fn may_be_dropped(drop: bool) {
    let mut headers = std::collections::HashMap::<String, String>::new();
    otel_runtime::inject(&mut headers);
    assert_eq!(says_sampled(&headers), !drop);
}

#[test]
fn it_sees_everything_and_what_it_adds_arrives() {
    let (telemetry, spans) = curious();
    telemetry.scope(asked);
    telemetry.flush().unwrap();
    spans.assert_tree(
        r#"
        asked [client] a=1 b=2 saw.name="asked" saw.kind="Client" saw.attributes=2 saw.links=1 saw.parent=false
          child saw.name="child" saw.parent=true
        "#,
    );
    for span in spans.spans() {
        assert_eq!(span.span_context.trace_state().header(), "sampler=curious");
    }
}

#[tokio::test]
async fn it_may_drop_by_attribute() {
    let (telemetry, spans) = curious();
    telemetry.scope(|| may_be_dropped(true));
    telemetry.scope(|| may_be_dropped(false));
    #[traced("dropped")]
    async fn dropped() {
        tokio::task::yield_now().await;
        may_be_dropped(true);
    }
    telemetry.scope(dropped()).await;
    telemetry.flush().unwrap();
    spans.assert_tree("may_be_dropped");
}

#[test]
fn a_sampler_that_panics_costs_no_span() {
    #[traced]
    fn panics() {}
    let (telemetry, spans) = curious();
    telemetry.scope(panics);
    telemetry.flush().unwrap();
    spans.assert_tree("panics");
}

#[traced(root)]
fn fresh() {}

#[test]
fn a_root_is_asked_about_without_the_span_it_is_linked_to() {
    let (builder, spans) = builder();
    let telemetry = builder
        .sampler(Sampler::parent_based(Curious))
        .build()
        .unwrap();
    telemetry.scope(|| {
        let parent = Context::current().with_remote_span_context(remote(false));
        let _current = parent.attach();
        fresh();
    });
    telemetry.flush().unwrap();
    let fresh = span(&spans, "fresh");
    assert_eq!(values(&fresh, "saw.parent"), [false.into()]);
    assert_eq!(values(&fresh, "saw.links"), [1.into()]);
}

/// Keeps all, with an empty trace state.
#[derive(Clone, Debug)]
struct Forgetful;

impl ShouldSample for Forgetful {
    fn should_sample(
        &self,
        _: Option<&Context>,
        _: TraceId,
        _: &str,
        _: &SpanKind,
        _: &[KeyValue],
        _: &[Link],
    ) -> SamplingResult {
        SamplingResult {
            decision: SamplingDecision::RecordAndSample,
            attributes: Vec::new(),
            trace_state: TraceState::default(),
        }
    }
}

#[test]
fn it_may_take_the_trace_state_away() {
    let (builder, spans) = builder();
    let telemetry = builder.sampler(Forgetful).build().unwrap();
    let tracer = telemetry.provider().tracer("direct");
    let parent = Context::new().with_remote_span_context(remote(true));
    drop(tracer.start_with_context("call", &parent));
    telemetry.flush().unwrap();
    let call = span(&spans, "call");
    assert_eq!(call.span_context.trace_state().header(), "");
    assert_eq!(call.parent_span_id, remote(true).span_id());
}
