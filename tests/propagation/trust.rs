//! How far a caller is believed.

use std::collections::HashMap;

use journey_tests::{builder, span, traced};
use opentelemetry::{
    Context,
    baggage::BaggageExt,
    trace::{SpanId, TraceContextExt, TraceId},
};
use otel_runtime::{MemoryExporter, Propagator, RemoteParent, Sampler, Telemetry, inject, traced};

const TRACE: &str = "12345678901234567890123456789012";
const SPAN: &str = "1234567890123456";

type Headers = HashMap<String, String>;

fn headers(flags: &str) -> Headers {
    HashMap::from([
        (
            "traceparent".to_owned(),
            format!("00-{TRACE}-{SPAN}-{flags}"),
        ),
        ("tracestate".to_owned(), "vendor=1".to_owned()),
        ("baggage".to_owned(), "tenant=acme".to_owned()),
    ])
}

#[traced(kind = server, parent = trust.extract(headers), attrs(tenant = tenant()))]
fn handle(trust: RemoteParent, headers: &Headers) -> Headers {
    inner()
}

#[traced]
fn inner() -> Headers {
    let mut headers = Headers::new();
    inject(&mut headers);
    headers
}

fn tenant() -> Option<String> {
    Context::current()
        .baggage()
        .get("tenant")
        .map(ToString::to_string)
}

/// A telemetry that drops every trace that it decides about.
fn dropping() -> (Telemetry, MemoryExporter) {
    let (builder, spans) = builder();
    let sampler = Sampler::parent_based(Sampler::AlwaysOff);
    (builder.sampler(sampler).build().unwrap(), spans)
}

#[test]
fn a_trusted_parent_is_the_parent() {
    let (sent, spans) = traced(|| handle(RemoteParent::Accept, &headers("01")));
    let handled = span(&spans, "handle");
    assert_eq!(handled.span_context.trace_id().to_string(), TRACE);
    assert_eq!(handled.parent_span_id.to_string(), SPAN);
    assert!(handled.links.is_empty());
    assert!(sent["traceparent"].contains(TRACE));
    assert_eq!(sent["tracestate"], "vendor=1");
    let (_, spans) = traced(|| handle(RemoteParent::default(), &headers("00")));
    assert!(spans.spans().is_empty(), "its decision is followed");
}

#[test]
fn a_parent_that_is_only_linked_starts_a_new_trace() {
    for flags in ["00", "01"] {
        let (sent, spans) = traced(|| handle(RemoteParent::Link, &headers(flags)));
        spans.assert_tree("handle [server]\n  inner");
        let handled = span(&spans, "handle");
        assert_ne!(handled.span_context.trace_id().to_string(), TRACE);
        assert_eq!(handled.parent_span_id, SpanId::INVALID);
        let link = &handled.links[0].span_context;
        assert_eq!(link.trace_id().to_string(), TRACE);
        assert_eq!(link.span_id().to_string(), SPAN);
        assert!(!sent["traceparent"].contains(TRACE));
        assert!(!sent.contains_key("tracestate"));
        assert_eq!(sent["baggage"], "tenant=acme");
    }
}

#[test]
fn nothing_of_a_parent_that_is_ignored_is_taken() {
    let (sent, spans) = traced(|| handle(RemoteParent::Ignore, &headers("00")));
    spans.assert_tree("handle [server]\n  inner");
    let handled = span(&spans, "handle");
    assert_ne!(handled.span_context.trace_id().to_string(), TRACE);
    assert!(handled.links.is_empty());
    assert!(!sent.contains_key("baggage"));
}

#[test]
fn a_sampled_flag_is_not_obeyed_where_sampling_is_decided_anew() {
    let (telemetry, spans) = dropping();
    let sent = telemetry.scope(|| handle(RemoteParent::Resample, &headers("01")));
    telemetry.flush().unwrap();
    assert!(spans.spans().is_empty());
    let parent = &sent["traceparent"];
    assert!(
        parent.contains(TRACE) && parent.ends_with("-00"),
        "{parent}"
    );
    assert!(
        !parent.contains(&format!("-{SPAN}-")),
        "the caller's span was sampled, and this one is not"
    );
    // The control: where it is obeyed, it is recorded.
    telemetry.scope(|| handle(RemoteParent::Accept, &headers("01")));
    telemetry.flush().unwrap();
    assert_eq!(spans.spans().len(), 2);
}

#[test]
fn an_unsampled_flag_is_not_obeyed_where_sampling_is_decided_anew() {
    let (_, spans) = traced(|| handle(RemoteParent::Resample, &headers("00")));
    let handled = span(&spans, "handle");
    assert_eq!(handled.span_context.trace_id().to_string(), TRACE);
    assert_eq!(handled.parent_span_id.to_string(), SPAN);
    assert!(span(&spans, "inner").span_context.is_sampled());
}

#[test]
fn a_context_that_is_attached_is_decided_about_in_the_same_way() {
    let (_, spans) = traced(|| {
        let _attached = RemoteParent::Resample.extract(&headers("00")).attach();
        inner()
    });
    assert_eq!(
        span(&spans, "inner").span_context.trace_id().to_string(),
        TRACE
    );
    let (telemetry, spans) = dropping();
    telemetry.scope(|| {
        let _attached = RemoteParent::Resample.extract(&headers("01")).attach();
        let sent = inner();
        assert!(sent["traceparent"].ends_with("-00"));
    });
    telemetry.flush().unwrap();
    assert!(spans.spans().is_empty());
}

#[test]
fn a_debug_flag_of_a_caller_that_is_not_trusted_goes_no_further() {
    let b3 = || HashMap::from([("b3".to_owned(), format!("{TRACE}-{SPAN}-d"))]);
    for (trust, decision) in [
        (RemoteParent::Accept, "-d"),
        (RemoteParent::Resample, "-1"),
        (RemoteParent::Link, "-1"),
        (RemoteParent::Ignore, "-1"),
    ] {
        let (builder, _) = builder();
        let telemetry = builder.propagators([Propagator::B3]).build().unwrap();
        let sent = telemetry.scope(|| handle(trust, &b3()));
        assert!(sent["b3"].ends_with(decision), "{trust:?}: {}", sent["b3"]);
    }
}

#[test]
fn a_caller_that_is_not_trusted_switches_nothing_off() {
    let denial = HashMap::from([("b3".to_owned(), "0".to_owned())]);
    for (trust, recorded) in [
        (RemoteParent::Accept, 0),
        (RemoteParent::Resample, 2),
        (RemoteParent::Link, 2),
        (RemoteParent::Ignore, 2),
    ] {
        let (builder, spans) = builder();
        let telemetry = builder.propagators([Propagator::B3]).build().unwrap();
        telemetry.scope(|| handle(trust, &denial));
        telemetry.flush().unwrap();
        assert_eq!(spans.spans().len(), recorded, "{trust:?}");
        // What is current already, because somebody else believed it, stays.
        telemetry.scope(|| {
            let _attached = RemoteParent::Accept.extract(&denial).attach();
            handle(trust, &denial)
        });
        telemetry.flush().unwrap();
        assert_eq!(spans.spans().len(), recorded, "{trust:?}");
    }
}

#[test]
fn a_denial_beside_a_parent_is_not_obeyed_either() {
    let mut both = headers("01");
    both.insert("b3".to_owned(), "0".to_owned());
    for trust in [RemoteParent::Resample, RemoteParent::Link] {
        let (builder, spans) = builder();
        let formats = [Propagator::TraceContext, Propagator::B3];
        let telemetry = builder.propagators(formats).build().unwrap();
        telemetry.scope(|| handle(trust, &both));
        telemetry.flush().unwrap();
        assert_eq!(spans.spans().len(), 2, "{trust:?}");
    }
}

#[test]
fn a_parent_of_this_process_is_no_remote_one() {
    let (_, spans) = traced(|| {
        let local = Context::current();
        let context = RemoteParent::Link.extract(&local);
        assert_eq!(context.span().span_context().trace_id(), TraceId::INVALID);
    });
    assert!(spans.spans().is_empty());
}
