//! Baggage goes only where it may.

use std::collections::HashMap;

use journey_tests::{builder, telemetry};
use opentelemetry::{
    Context, KeyValue,
    baggage::BaggageExt,
    propagation::{Extractor, Injector, TextMapPropagator, text_map_propagator::FieldIter},
};
use otel_runtime::{Propagator, Telemetry, inject, inject_http, inject_request, inject_to};

fn with_baggage<R>(telemetry: &Telemetry, work: impl FnOnce() -> R) -> R {
    telemetry.scope(|| {
        let members = ["tenant", "user.id", "session"].map(|key| KeyValue::new(key, "1"));
        let _attached = Context::current_with_baggage(members).attach();
        work()
    })
}

fn sent_to(telemetry: &Telemetry, host: Option<&str>) -> Option<String> {
    with_baggage(telemetry, || {
        let mut headers = HashMap::new();
        match host {
            Some(host) => inject_to(host, &mut headers),
            None => inject(&mut headers),
        }
        headers.remove("baggage")
    })
}

#[test]
fn by_default_it_goes_everywhere() {
    let (telemetry, _) = telemetry();
    let all = Some("session=1,tenant=1,user.id=1".to_owned());
    assert_eq!(sent_to(&telemetry, None), all);
    assert_eq!(sent_to(&telemetry, Some("example.com")), all);
}

#[test]
fn only_the_keys_of_the_list_go_out() {
    let telemetry = builder()
        .0
        .baggage_keys(["tenant", "user.*"])
        .build()
        .unwrap();
    assert_eq!(
        sent_to(&telemetry, None).as_deref(),
        Some("tenant=1,user.id=1")
    );
    let none: [&str; 0] = [];
    let telemetry = builder().0.baggage_keys(none).build().unwrap();
    assert_eq!(sent_to(&telemetry, None), None);
}

#[test]
fn only_the_hosts_of_the_list_get_any() {
    let telemetry = builder()
        .0
        .baggage_hosts(["orders", "*.internal"])
        .build()
        .unwrap();
    assert!(sent_to(&telemetry, Some("orders:8080")).is_some());
    assert!(sent_to(&telemetry, Some("a.internal")).is_some());
    assert_eq!(sent_to(&telemetry, Some("api.example.com")), None);
    assert_eq!(sent_to(&telemetry, None), None);
}

#[test]
fn the_host_of_an_http_request_is_known() {
    let telemetry = builder().0.baggage_hosts(["orders"]).build().unwrap();
    let sent = |uri: &str, host: Option<&str>| {
        with_baggage(&telemetry, || {
            let mut request = http::Request::get(uri);
            if let Some(host) = host {
                request = request.header("host", host);
            }
            let mut request = request.body(()).unwrap();
            inject_request(&mut request);
            request.headers().contains_key("baggage")
        })
    };
    assert!(sent("http://orders:81/1", None));
    assert!(sent("/1", Some("orders:81")));
    assert!(!sent("http://else.example.com/orders", Some("orders")));
    assert!(!sent("/orders", None));
    with_baggage(&telemetry, || {
        let mut headers = http::HeaderMap::new();
        inject_http(&mut headers);
        assert!(!headers.contains_key("baggage"));
    });
}

#[test]
fn jaeger_s_baggage_obeys_the_same_rules() {
    let builder = builder().0.propagators([Propagator::Jaeger]);
    let telemetry = builder
        .baggage_keys(["tenant"])
        .baggage_hosts(["orders"])
        .build()
        .unwrap();
    let names = |host: &str| {
        with_baggage(&telemetry, || {
            let mut headers: HashMap<String, String> = HashMap::new();
            inject_to(host, &mut headers);
            headers.into_keys().collect::<Vec<_>>()
        })
    };
    assert_eq!(names("orders"), ["uberctx-tenant"]);
    assert!(names("example.com").is_empty());
}

/// A format of somebody else's that sends baggage as it is.
#[derive(Debug)]
struct Foreign;

impl TextMapPropagator for Foreign {
    fn inject_context(&self, cx: &Context, injector: &mut dyn Injector) {
        for (key, (value, _)) in cx.baggage().iter() {
            injector.set(&format!("x-{key}"), value.to_string());
        }
    }

    fn extract_with_context(&self, cx: &Context, _: &dyn Extractor) -> Context {
        cx.clone()
    }

    fn fields(&self) -> FieldIter<'_> {
        FieldIter::new(&[])
    }
}

#[test]
fn formats_of_others_obey_the_same_rules() {
    let foreign = Propagator::custom("foreign", Foreign);
    let telemetry = builder()
        .0
        .propagators([foreign])
        .baggage_keys(["tenant"])
        .baggage_hosts(["orders"])
        .build()
        .unwrap();
    let names = |host: Option<&str>| {
        with_baggage(&telemetry, || {
            let mut headers: HashMap<String, String> = HashMap::new();
            match host {
                Some(host) => inject_to(host, &mut headers),
                None => inject(&mut headers),
            }
            headers.into_keys().collect::<Vec<_>>()
        })
    };
    assert_eq!(names(Some("orders")), ["x-tenant"]);
    assert!(names(Some("example.com")).is_empty());
    assert!(names(None).is_empty());
}
