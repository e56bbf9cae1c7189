//! The current span may be of any provider.

use journey_tests::traced;
use opentelemetry::{
    KeyValue,
    trace::{Status, Tracer, TracerProvider},
};
use opentelemetry_sdk::trace::{InMemorySpanExporter, SdkTracerProvider};
use otel_runtime::{event, set_attrs, traced};

#[traced(current, attrs(n), on_err(code = err))]
fn told(n: i64) -> Result<(), i64> {
    set_attrs!(more = "text");
    event!("told", n);
    Err(n)
}

#[test]
fn a_span_of_another_provider_is_told_too() {
    let exporter = InMemorySpanExporter::default();
    let provider = SdkTracerProvider::builder()
        .with_simple_exporter(exporter.clone())
        .build();
    let (_, ours) = traced(|| {
        let tracer = provider.tracer("foreign");
        tracer.in_span("foreign", |_| told(3))
    });
    assert!(ours.spans().is_empty());
    let spans = exporter.get_finished_spans().unwrap();
    let attributes = &spans[0].attributes;
    for expected in [
        KeyValue::new("n", 3),
        KeyValue::new("more", "text"),
        KeyValue::new("code", 3),
        KeyValue::new("error.type", "i64"),
    ] {
        assert!(attributes.contains(&expected), "{attributes:?}");
    }
    let events: Vec<_> = spans[0].events.iter().map(|event| &*event.name).collect();
    assert_eq!(events, ["told", "exception"]);
    assert_eq!(spans[0].status, Status::error("3"));
}
