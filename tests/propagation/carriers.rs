//! What headers are carried in.

use std::collections::{BTreeMap, HashMap};

use http::{HeaderMap, HeaderValue};
use journey_tests::{telemetry, traced};
use opentelemetry::trace::{SpanContext, TraceContextExt};
use otel_runtime::{
    HeaderPairs, InjectWith, extract, extract_http, ignored_headers, inject, inject_http, traced,
};

const TRACE: &str = "12345678901234567890123456789012";
const SPAN: &str = "1234567890123456";

fn traceparent() -> String {
    format!("00-{TRACE}-{SPAN}-01")
}

/// Runs `work` in a span of a telemetry of its own.
fn in_span<R>(work: impl FnOnce() -> R) -> R {
    #[traced]
    fn span<R>(work: impl FnOnce() -> R) -> R {
        work()
    }
    traced(|| span(work)).0
}

fn parent(headers: &HeaderMap) -> SpanContext {
    let (telemetry, _) = telemetry();
    telemetry.scope(|| extract_http(headers).span().span_context().clone())
}

fn header_map(list: &[(&'static str, &[u8])]) -> HeaderMap {
    let mut headers = HeaderMap::new();
    for (name, value) in list {
        headers.append(*name, HeaderValue::from_bytes(value).unwrap());
    }
    headers
}

#[test]
fn every_header_of_an_http_request_is_looked_at() {
    let value = traceparent();
    let one: (_, &[u8]) = ("traceparent", value.as_bytes());
    assert_eq!(parent(&header_map(&[one])).trace_id().to_string(), TRACE);
    assert!(!parent(&header_map(&[one, one])).is_valid());
    // Also one that is no text, which other extractors pass over.
    assert!(!parent(&header_map(&[one, ("traceparent", b"\xff")])).is_valid());
    let states = [one, ("tracestate", b"a=1" as &[u8]), ("tracestate", b"b=2")];
    assert_eq!(
        parent(&header_map(&states)).trace_state().header(),
        "a=1,b=2"
    );
    let spoilt = [
        one,
        ("tracestate", b"a=1" as &[u8]),
        ("tracestate", b"b=\xe9"),
    ];
    assert_eq!(parent(&header_map(&spoilt)).trace_state().header(), "");
}

#[test]
fn a_state_of_before_does_not_stay_beside_a_new_parent() {
    let value = traceparent();
    let forwarded: [(_, &[u8]); 3] = [
        ("traceparent", value.as_bytes()),
        ("tracestate", b"a=1"),
        ("tracestate", b"b=2"),
    ];
    let mut headers = header_map(&forwarded);
    in_span(|| inject_http(&mut headers));
    assert_ne!(headers["traceparent"], value.as_str());
    assert!(!headers.contains_key("tracestate"));
    // Without a span nothing is touched: the request passes through.
    let mut headers = header_map(&forwarded);
    telemetry().0.scope(|| inject_http(&mut headers));
    assert_eq!(headers.get_all("tracestate").iter().count(), 2);
}

#[test]
fn what_a_carrier_refuses_is_counted() {
    use opentelemetry::propagation::Injector;
    use otel_runtime::Propagator;

    #[derive(Debug)]
    struct Careless;
    impl opentelemetry::propagation::TextMapPropagator for Careless {
        fn inject_context(&self, _: &opentelemetry::Context, injector: &mut dyn Injector) {
            injector.set("careless", "a\r\nb: c".to_owned());
            injector.set("a name", "value".to_owned());
        }
        fn extract_with_context(
            &self,
            cx: &opentelemetry::Context,
            _: &dyn opentelemetry::propagation::Extractor,
        ) -> opentelemetry::Context {
            cx.clone()
        }
        fn fields(&self) -> opentelemetry::propagation::text_map_propagator::FieldIter<'_> {
            opentelemetry::propagation::text_map_propagator::FieldIter::new(&[])
        }
    }
    let builder = journey_tests::builder().0;
    let builder = builder.propagators([Propagator::custom("careless", Careless)]);
    let before = ignored_headers().unsendable;
    let mut headers = HeaderMap::new();
    builder.build().unwrap().scope(|| inject_http(&mut headers));
    assert!(headers.is_empty());
    assert_eq!(ignored_headers().unsendable, before + 2);
}

#[traced(kind = server, parent = request.metadata().as_ref())]
fn call(request: &tonic::Request<()>) {
    let mut onward = tonic::Request::new(());
    inject_http(onward.metadata_mut().as_mut());
    let sent = onward
        .metadata()
        .get("traceparent")
        .unwrap()
        .to_str()
        .unwrap();
    assert!(sent.contains(TRACE) && !sent.contains(&format!("-{SPAN}-")));
}

#[test]
fn grpc_metadata_is_a_header_map() {
    let mut request = tonic::Request::new(());
    request
        .metadata_mut()
        .insert("traceparent", traceparent().parse().unwrap());
    let ((), spans) = traced(|| call(&request));
    assert_eq!(spans.spans()[0].parent_span_id.to_string(), SPAN);
}

#[traced(kind = consumer, parent = HeaderPairs::from_iter(headers.iter().map(|(k, v)| (k, v))))]
fn process(headers: &[(String, Vec<u8>)]) {}

#[test]
fn the_headers_of_a_broker_s_message_are_pairs_of_text_and_bytes() {
    let mut headers = Vec::new();
    in_span(|| {
        inject(&mut InjectWith(|name: &str, value: String| {
            headers.push((name.to_owned(), value.into_bytes()));
        }));
    });
    assert_eq!(headers.len(), 1);
    let ((), spans) = traced(|| process(&headers));
    let context = &spans.spans()[0].span_context;
    let sent = String::from_utf8(headers[0].1.clone()).unwrap();
    assert!(sent.contains(&context.trace_id().to_string()));
    // Twice is none, and bytes that are no text are malformed.
    headers.push(headers[0].clone());
    let ((), spans) = traced(|| process(&headers));
    assert!(!spans.spans()[0].parent_span_is_remote);
    let ((), spans) = traced(|| process(&[("traceparent".to_owned(), vec![0xff])]));
    assert!(!spans.spans()[0].parent_span_is_remote);
}

#[test]
fn maps_of_text_are_read_without_regard_to_case() {
    let (telemetry, _) = telemetry();
    let sorted = BTreeMap::from([("TraceParent".to_owned(), traceparent())]);
    let hashed: HashMap<&str, String> = HashMap::from([("TRACEPARENT", traceparent())]);
    let borrowed = hashed.iter().map(|(name, value)| (*name, value));
    telemetry.scope(|| {
        for pairs in [
            HeaderPairs::from_iter(&sorted),
            HeaderPairs::from_iter(borrowed),
        ] {
            let context = extract(&pairs);
            assert_eq!(context.span().span_context().trace_id().to_string(), TRACE);
            assert!(
                !format!("{pairs:?}").contains(TRACE),
                "values may be secret"
            );
        }
    });
}
