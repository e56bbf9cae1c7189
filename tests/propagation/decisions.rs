//! What headers say of sampling beside a parent's flag.

use std::collections::HashMap;

use journey_tests::builder;
use opentelemetry::trace::{Span, Tracer, TracerProvider};
use otel_runtime::{MemoryExporter, Propagator, Sampler, Telemetry, inject, traced};

const TRACE: &str = "12345678901234567890123456789012";
const SPAN: &str = "1234567890123456";

type Headers = HashMap<String, String>;

#[traced(parent = headers)]
fn handle(headers: &Headers) -> Headers {
    inner()
}

#[traced(parent = headers)]
async fn handle_async(headers: &Headers) -> Headers {
    tokio::task::yield_now().await;
    inner()
}

#[traced]
fn inner() -> Headers {
    let mut headers = Headers::new();
    inject(&mut headers);
    headers
}

fn b3(value: String) -> Headers {
    HashMap::from([("b3".to_owned(), value)])
}

fn telemetry(sampler: Sampler) -> (Telemetry, MemoryExporter) {
    let (builder, spans) = builder();
    let builder = builder.propagators([Propagator::B3]).sampler(sampler);
    (builder.build().unwrap(), spans)
}

#[tokio::test]
async fn a_denial_without_ids_is_a_trace_that_is_not_recorded() {
    let (telemetry, spans) = telemetry(Sampler::default());
    let denied = b3("0".to_owned());
    let sent = telemetry.scope(|| handle(&denied));
    assert!(sent["b3"].ends_with("-0"), "{}", sent["b3"]);
    let sent = telemetry.scope(handle_async(&denied)).await;
    assert!(sent["b3"].ends_with("-0"), "{}", sent["b3"]);
    telemetry.scope(|| {
        let _attached = otel_runtime::extract(&denied).attach();
        let mut span = telemetry.provider().tracer("another").start("library");
        assert!(!span.is_recording());
        span.end();
    });
    telemetry.flush().unwrap();
    assert!(spans.spans().is_empty());
    // The control: without it, all of it is recorded.
    telemetry.scope(|| handle(&Headers::new()));
    telemetry.flush().unwrap();
    assert_eq!(spans.spans().len(), 2);
}

#[test]
fn a_decision_that_was_left_open_is_the_sampler_s() {
    let open = b3(format!("{TRACE}-{SPAN}"));
    for (root, decision, recorded) in [(Sampler::AlwaysOn, "-1", 2), (Sampler::AlwaysOff, "-0", 0)]
    {
        let (telemetry, spans) = telemetry(Sampler::parent_based(root));
        let sent = telemetry.scope(|| handle(&open));
        telemetry.flush().unwrap();
        let header = &sent["b3"];
        assert!(
            header.starts_with(TRACE) && header.ends_with(decision),
            "{header}"
        );
        assert_eq!(spans.spans().len(), recorded);
    }
}

#[test]
fn debugging_is_passed_on_within_its_trace_only() {
    let (telemetry, spans) = telemetry(Sampler::default());
    let sent = telemetry.scope(|| handle(&b3(format!("{TRACE}-{SPAN}-d"))));
    assert!(sent["b3"].starts_with(TRACE) && sent["b3"].ends_with("-d"));
    let sent = telemetry.scope(|| handle(&Headers::new()));
    assert!(sent["b3"].ends_with("-1"));
    telemetry.flush().unwrap();
    assert_eq!(spans.spans().len(), 4);
}
