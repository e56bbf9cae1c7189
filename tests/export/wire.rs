//! What goes over the wire, as decoders that are not ours read it: the official Python package
//! field by field, the collector rotel as text, and the store otelite by its API.

#![allow(clippy::unwrap_used)]

use otel_runtime::{Compression, Exporter, Otlp, Telemetry};
use serde_json::{Value, json};

mod lines;
mod metrics;
mod otelite;
mod receiver;
mod rotel;
mod strangers;
mod trace;

use receiver::Receiver;

fn telemetry(exporter: impl Into<Exporter>) -> Telemetry {
    Telemetry::builder()
        .without_environment()
        .service("wire-test")
        .resource_attribute("resource.attribute", 2.5)
        .resource_attribute("service.instance.id", "7")
        .exporter(exporter)
        .build()
        .unwrap()
}

/// Sends the trace through `exporter` and compares what arrives; gives the whole request.
fn arrives(receiver: &mut Receiver, exporter: impl Into<Exporter>) -> Value {
    arrives_by(receiver, exporter, || ())
}

/// As `arrives`, where somebody else has to `deliver` what was exported.
fn arrives_by(
    receiver: &mut Receiver,
    exporter: impl Into<Exporter>,
    deliver: impl FnOnce(),
) -> Value {
    let telemetry = telemetry(exporter);
    let expected = trace::record(&telemetry);
    telemetry.flush().unwrap();
    deliver();
    let received = receiver.next();
    let resources = received["request"]["resourceSpans"].as_array().unwrap();
    assert_eq!(resources.len(), 1);
    let attributes = resources[0]["resource"]["attributes"].as_array().unwrap();
    for (key, value) in [
        ("service.name", json!({ "stringValue": "wire-test" })),
        ("resource.attribute", json!({ "doubleValue": 2.5 })),
        ("telemetry.sdk.language", json!({ "stringValue": "rust" })),
    ] {
        let pair = json!({ "key": key, "value": value });
        assert!(attributes.contains(&pair), "{key} in {attributes:?}");
    }
    let scopes = resources[0]["scopeSpans"].as_array().unwrap();
    assert_eq!(scopes.len(), 1);
    assert_eq!(scopes[0]["scope"], trace::expected_scope());
    assert_eq!(scopes[0]["schemaUrl"], trace::SCHEMA_URL);
    let spans = &scopes[0]["spans"];
    for (span, expected) in spans
        .as_array()
        .unwrap()
        .iter()
        .zip(expected.as_array().unwrap())
    {
        assert_eq!(span, expected, "\n{span:#}\n{expected:#}");
    }
    assert_eq!(spans.as_array().unwrap().len(), 2);
    let ledger = telemetry.ledger();
    assert_eq!(
        (ledger.backends[0].exported, ledger.backends[0].pending),
        (2, 0)
    );
    telemetry.shutdown().unwrap();
    received
}

#[test]
fn every_field_arrives_over_grpc() {
    let Some(mut receiver) = Receiver::start() else {
        return;
    };
    for compression in [Compression::None, Compression::Gzip] {
        let otlp = Otlp::grpc()
            .endpoint(&receiver.grpc)
            .header("x-key", "value");
        let received = arrives(&mut receiver, otlp.compression(compression));
        assert_eq!(received["transport"], "grpc");
        assert_eq!(received["headers"]["x-key"], "value");
    }
}

#[test]
fn every_field_arrives_over_http() {
    let Some(mut receiver) = Receiver::start() else {
        return;
    };
    for (compression, encoding) in [
        (Compression::None, Value::Null),
        (Compression::Gzip, json!("gzip")),
    ] {
        let otlp = Otlp::http()
            .endpoint(&receiver.http)
            .header("x-key", "value");
        let received = arrives(&mut receiver, otlp.compression(compression));
        assert_eq!(received["transport"], "http /v1/traces");
        assert_eq!(received["headers"]["x-key"], "value");
        assert_eq!(received["headers"]["content-encoding"], encoding);
        assert_eq!(
            received["headers"]["content-type"],
            "application/x-protobuf"
        );
    }
}

#[test]
fn every_field_arrives_over_http_as_json() {
    let Some(mut receiver) = Receiver::start() else {
        return;
    };
    for compression in [Compression::None, Compression::Gzip] {
        let otlp = Otlp::http_json().endpoint(&receiver.http);
        let received = arrives(&mut receiver, otlp.compression(compression));
        assert_eq!(received["transport"], "http /v1/traces");
        assert_eq!(received["headers"]["content-type"], "application/json");
    }
}

#[otel_runtime::traced(kind = client, attrs(user.id = id, ratio = 0.5))]
fn find_user(id: u64) -> Result<(), std::num::ParseIntError> {
    "none".parse::<i32>().map(drop)
}

#[test]
fn a_traced_function_arrives_with_its_error() {
    let Some(mut receiver) = Receiver::start() else {
        return;
    };
    let telemetry = telemetry(Otlp::grpc().endpoint(&receiver.grpc));
    telemetry.scope(|| find_user(7)).unwrap_err();
    telemetry.shutdown().unwrap();
    let received = receiver.next();
    let scope = &received["request"]["resourceSpans"][0]["scopeSpans"][0];
    assert_eq!(scope["scope"]["name"], "journey-tests");
    assert_eq!(scope["scope"]["version"], env!("CARGO_PKG_VERSION"));
    let span = &scope["spans"][0];
    assert_eq!(span["name"], "find_user");
    assert_eq!(span["kind"], "SPAN_KIND_CLIENT");
    assert_eq!(span["parentSpanId"], "");
    // Sampled, with a random trace id, and under no remote parent.
    assert_eq!(span["flags"], 0x103);
    let text = "invalid digit found in string";
    assert_eq!(
        span["status"],
        json!({ "code": "STATUS_CODE_ERROR", "message": text })
    );
    let has = |list: &Value, key: &str, value: Value| {
        let pair = json!({ "key": key, "value": value });
        assert!(
            list.as_array().unwrap().contains(&pair),
            "{key} in {list:#}"
        );
    };
    has(&span["attributes"], "user.id", json!({ "intValue": "7" }));
    has(&span["attributes"], "ratio", json!({ "doubleValue": 0.5 }));
    let error_type = json!({ "stringValue": "core::num::error::ParseIntError" });
    has(&span["attributes"], "error.type", error_type);
    let event = &span["events"][0];
    assert_eq!(event["name"], "exception");
    has(
        &event["attributes"],
        "exception.message",
        json!({ "stringValue": text }),
    );
    let nanos = |value: &Value| value.as_str().unwrap().parse::<u64>().unwrap();
    let [start, event, end] = [
        &span["startTimeUnixNano"],
        &event["timeUnixNano"],
        &span["endTimeUnixNano"],
    ]
    .map(nanos);
    assert!(start > 1_700_000_000_000_000_000 && start <= event && event <= end);
}

/// The stock exporter needs a tokio runtime for its client; ours gives it none, so it is made
/// within one that the test keeps alive.
#[test]
fn every_field_arrives_through_the_stock_exporter() {
    use opentelemetry_otlp::WithExportConfig;

    let Some(mut receiver) = Receiver::start() else {
        return;
    };
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(1)
        .enable_all()
        .build()
        .unwrap();
    let exporter = {
        let _entered = runtime.enter();
        opentelemetry_otlp::SpanExporter::builder()
            .with_tonic()
            .with_endpoint(&receiver.grpc)
            .build()
            .unwrap()
    };
    let received = arrives(&mut receiver, exporter);
    assert_eq!(received["transport"], "grpc");
}
