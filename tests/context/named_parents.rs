//! `parent = ...`, `root`, links.

use std::collections::HashMap;

use journey_tests::{remote, span, traced, traced_async};
use opentelemetry::{
    Context,
    trace::{SpanContext, SpanId, TraceContextExt, TraceId},
};
use otel_runtime::{IntoParent, traced};

#[traced]
fn leaf() {}

#[traced(parent = &parent)]
fn under_context(parent: Context) {
    leaf();
}

#[traced(parent = &parent)]
fn under_span_context(parent: SpanContext) {
    leaf();
}

#[traced(parent = headers)]
fn under_headers(headers: &HashMap<String, String>) -> HashMap<String, String> {
    leaf();
    let mut outgoing = HashMap::new();
    otel_runtime::inject(&mut outgoing);
    outgoing
}

fn headers(flags: &str) -> HashMap<String, String> {
    let traceparent = format!("00-{}-{}-{flags}", "07".repeat(16), "08".repeat(8));
    HashMap::from([
        ("Traceparent".to_owned(), traceparent),
        ("tracestate".to_owned(), "vendor=value".to_owned()),
    ])
}

#[test]
fn a_context_from_elsewhere_is_the_parent_and_the_scope_stays() {
    let elsewhere = Context::new().with_remote_span_context(remote(true));
    let ((), spans) = traced(|| under_context(elsewhere));
    spans.assert_tree("under_context\n  leaf");
    let child = span(&spans, "under_context");
    assert_eq!(child.parent_span_id, remote(true).span_id());
    assert!(child.parent_span_is_remote);
    assert_eq!(child.span_context.trace_state().header(), "vendor=value");
}

#[test]
fn a_span_context_is_the_parent() {
    let ((), spans) = traced(|| under_span_context(remote(true)));
    spans.assert_tree("under_span_context\n  leaf");
    let child = span(&spans, "under_span_context");
    assert_eq!(child.span_context.trace_id(), remote(true).trace_id());
    assert_eq!(child.parent_span_id, remote(true).span_id());
}

#[test]
fn headers_are_the_parent_whatever_their_case() {
    let (outgoing, spans) = traced(|| under_headers(&headers("01")));
    spans.assert_tree("under_headers\n  leaf");
    let child = span(&spans, "under_headers");
    assert_eq!(child.span_context.trace_id(), TraceId::from_bytes([7; 16]));
    assert_eq!(child.parent_span_id, SpanId::from_bytes([8; 8]));
    let expected = format!(
        "00-{}-{}-01",
        child.span_context.trace_id(),
        child.span_context.span_id()
    );
    assert_eq!(outgoing["traceparent"], expected);
    assert_eq!(outgoing["tracestate"], "vendor=value");
}

#[test]
fn an_unsampled_parent_in_headers_is_seen_by_all_below() {
    let (outgoing, spans) = traced(|| under_headers(&headers("00")));
    spans.assert_tree("");
    let trace = format!("00-{}-", TraceId::from_bytes([7; 16]));
    assert!(outgoing["traceparent"].starts_with(&trace), "{outgoing:?}");
    assert!(outgoing["traceparent"].ends_with("-00"), "{outgoing:?}");
}

#[test]
fn headers_without_a_trace_leave_the_current_parent() {
    #[traced]
    fn outer() {
        under_headers(&HashMap::new());
    }
    let ((), spans) = traced(outer);
    spans.assert_tree("outer\n  under_headers\n    leaf");
}

#[traced(root)]
fn fresh() {
    leaf();
}

#[test]
fn a_root_is_a_trace_of_its_own_and_linked() {
    #[traced]
    fn outer() {
        fresh();
    }
    let ((), spans) = traced(outer);
    let (outer, fresh) = (span(&spans, "outer"), span(&spans, "fresh"));
    assert_eq!(fresh.parent_span_id, SpanId::INVALID);
    assert_ne!(fresh.span_context.trace_id(), outer.span_context.trace_id());
    assert_eq!(fresh.links.len(), 1);
    assert_eq!(fresh.links[0].span_context, outer.span_context);
    let child = span(&spans, "leaf");
    assert_eq!(child.parent_span_id, fresh.span_context.span_id());
}

#[test]
fn a_root_outside_of_everything_has_no_link() {
    let ((), spans) = traced(fresh);
    assert!(span(&spans, "fresh").links.is_empty());
}

#[traced(links(&one, &many, &none, SpanContext::NONE))]
fn linked(one: SpanContext, many: Vec<SpanContext>, none: Option<SpanContext>) {}

#[test]
fn links_are_taken_from_all_that_hold_some() {
    let ((), spans) = traced(|| linked(remote(true), vec![remote(false), remote(true)], None));
    let links = span(&spans, "linked").links;
    let contexts: Vec<_> = links.iter().map(|link| link.span_context.clone()).collect();
    assert_eq!(contexts, [remote(true), remote(false), remote(true)]);
}

#[test]
fn a_context_that_is_half_a_parent_is_none() {
    use opentelemetry::trace::{TraceFlags, TraceState};
    let state = TraceState::from_key_value([("vendor", "value")]).unwrap();
    for (trace_id, span_id) in [(0u128, 8u64), (7, 0)] {
        let half = SpanContext::new(
            TraceId::from(trace_id),
            SpanId::from(span_id),
            TraceFlags::SAMPLED,
            true,
            state.clone(),
        );
        let ((), spans) = traced(|| under_span_context(half));
        spans.assert_tree("under_span_context\n  leaf");
        let root = span(&spans, "under_span_context");
        assert_eq!(root.parent_span_id, SpanId::INVALID);
        assert!(!root.parent_span_is_remote);
        assert!(root.span_context.is_valid());
        assert_ne!(root.span_context.trace_id(), TraceId::from(trace_id));
        assert_eq!(root.span_context.trace_state().header(), "");
    }
}

#[traced(parent = parent, links(one, many, none, shared, named))]
fn by_value(
    parent: Context,
    one: SpanContext,
    many: Vec<SpanContext>,
    none: Option<SpanContext>,
    shared: &[SpanContext],
    (named, _): (SpanContext, u8),
) -> usize {
    drop((parent, one, none, named));
    many.len() + shared.len()
}

#[traced(parent = parent)]
async fn by_value_later(parent: SpanContext) -> SpanContext {
    parent
}

#[traced(parent = headers)]
fn headers_by_value(headers: HashMap<String, String>) -> HashMap<String, String> {
    headers
}

#[traced(parent = carrier)]
fn of_your_own(carrier: Carrier) -> Carrier {
    carrier
}

#[derive(Clone)]
struct Carrier(SpanContext);

impl IntoParent for Carrier {
    fn into_parent(self) -> Context {
        self.0.into_parent()
    }
}

#[tokio::test]
async fn an_argument_that_is_a_parent_stays_the_bodys() {
    let other = remote(true);
    let cx = Context::new().with_remote_span_context(other.clone());
    let (_, spans) = traced_async(async {
        let many = vec![other.clone()];
        let named = (other.clone(), 1);
        by_value(cx, other.clone(), many.clone(), None, &many, named);
        by_value_later(other.clone()).await;
        of_your_own(Carrier(other.clone()));
        headers_by_value(HashMap::new());
    })
    .await;
    for name in ["by_value", "by_value_later", "of_your_own"] {
        assert_eq!(span(&spans, name).parent_span_id, other.span_id(), "{name}");
    }
    assert_eq!(span(&spans, "by_value").links.len(), 4);
}
