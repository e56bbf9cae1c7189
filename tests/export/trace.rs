//! The trace that is sent, and what has to arrive of it.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use opentelemetry::{
    Array, Context, InstrumentationScope, KeyValue, Value as AnyValue,
    trace::{
        Link, Span, SpanBuilder, SpanContext, SpanId, SpanKind, Status, TraceContextExt,
        TraceFlags, TraceId, TraceState, Tracer, TracerProvider,
    },
};
use otel_runtime::Telemetry;
use serde_json::{Value, json};

fn at(nanos: u64) -> SystemTime {
    UNIX_EPOCH + Duration::from_nanos(nanos)
}

fn remote(trace: u128, span: u64, state: &str, flags: TraceFlags, is_remote: bool) -> SpanContext {
    let state: TraceState = state.parse().unwrap();
    SpanContext::new(
        TraceId::from(trace),
        SpanId::from(span),
        flags,
        is_remote,
        state,
    )
}

fn attributes() -> Vec<KeyValue> {
    vec![
        KeyValue::new("text", "grün\n\u{1f980}"),
        KeyValue::new("empty", ""),
        KeyValue::new("yes", true),
        KeyValue::new("no", false),
        KeyValue::new("negative", -5),
        KeyValue::new("largest", i64::MAX),
        KeyValue::new("float", 1.5),
        KeyValue::new(
            "texts",
            AnyValue::Array(Array::String(vec!["a".into(), "b".into()])),
        ),
        KeyValue::new("numbers", AnyValue::Array(Array::I64(vec![1, -2]))),
        KeyValue::new("floats", AnyValue::Array(Array::F64(vec![0.5]))),
        KeyValue::new("flags", AnyValue::Array(Array::Bool(vec![true, false]))),
        KeyValue::new("none", AnyValue::Array(Array::I64(Vec::new()))),
    ]
}

fn attribute(key: &str, kind: &str, value: impl Into<Value>) -> Value {
    json!({ "key": key, "value": { kind: value.into() } })
}

fn expected_attributes() -> Value {
    let array =
        |key: &str, values: Value| attribute(key, "arrayValue", json!({ "values": values }));
    json!([
        attribute("text", "stringValue", "grün\n\u{1f980}"),
        attribute("empty", "stringValue", ""),
        attribute("yes", "boolValue", true),
        attribute("no", "boolValue", false),
        attribute("negative", "intValue", "-5"),
        attribute("largest", "intValue", "9223372036854775807"),
        attribute("float", "doubleValue", 1.5),
        array(
            "texts",
            json!([{ "stringValue": "a" }, { "stringValue": "b" }])
        ),
        array(
            "numbers",
            json!([{ "intValue": "1" }, { "intValue": "-2" }])
        ),
        array("floats", json!([{ "doubleValue": 0.5 }])),
        array(
            "flags",
            json!([{ "boolValue": true }, { "boolValue": false }])
        ),
        array("none", json!([])),
    ])
}

/// Makes three spans with every field there is; gives them as they have to arrive, in the order in
/// which they end.
pub(crate) fn record(telemetry: &Telemetry) -> Value {
    let scope = InstrumentationScope::builder("wire")
        .with_version("1.2.3")
        .with_schema_url("https://opentelemetry.io/schemas/1.42.0")
        .with_attributes([KeyValue::new("scope.attribute", 7)])
        .build();
    let tracer = telemetry.provider().tracer_with_scope(scope);
    let parent = remote(
        0xabc,
        0xdef,
        "vendor=1,other=x:y",
        TraceFlags::SAMPLED,
        true,
    );
    let linked = remote(0x123, 0x456, "k=v", TraceFlags::default(), true);
    let local = remote(0x124, 0x457, "", TraceFlags::SAMPLED, false);
    let builder = SpanBuilder::from_name("GET /orders/{id}")
        .with_kind(SpanKind::Server)
        .with_start_time(at(1_700_000_000_000_000_001))
        .with_attributes(attributes())
        .with_links(vec![
            Link::new(linked, vec![KeyValue::new("why", "retry")], 0),
            Link::new(local, Vec::new(), 0),
        ]);
    let mut root =
        tracer.build_with_context(builder, &Context::new().with_remote_span_context(parent));
    let root_context = root.span_context().clone();
    root.add_event_with_timestamp(
        "cache.miss",
        at(1_700_000_000_000_000_002),
        vec![KeyValue::new("key", "user:1"), KeyValue::new("attempt", 2)],
    );
    root.add_event_with_timestamp("empty", at(1_700_000_000_000_000_003), Vec::new());
    root.set_status(Status::Ok);

    let child_parent = Context::new().with_remote_span_context(SpanContext::new(
        root_context.trace_id(),
        root_context.span_id(),
        root_context.trace_flags(),
        false,
        root_context.trace_state().clone(),
    ));
    let builder = SpanBuilder::from_name("before")
        .with_kind(SpanKind::Client)
        .with_start_time(at(1_700_000_000_000_000_010));
    let mut child = tracer.build_with_context(builder, &child_parent);
    child.update_name("SELECT users");
    child.set_status(Status::error("gone\taway"));
    let child_id = child.span_context().span_id();
    child.end_with_timestamp(at(1_700_000_000_000_000_020));
    root.end_with_timestamp(at(1_700_000_000_999_999_999));

    let span = |id: SpanId, parent: SpanId| {
        json!({
            "traceId": "00000000000000000000000000000abc",
            "spanId": id.to_string(),
            "parentSpanId": parent.to_string(),
            "traceState": "vendor=1,other=x:y",
            "attributes": [], "events": [], "links": [], "status": {},
            "droppedAttributesCount": 0, "droppedEventsCount": 0, "droppedLinksCount": 0,
        })
    };
    let mut expected_child = span(child_id, root_context.span_id());
    expected_child["name"] = json!("SELECT users");
    expected_child["kind"] = json!("SPAN_KIND_CLIENT");
    expected_child["flags"] = json!(0x101);
    expected_child["startTimeUnixNano"] = json!("1700000000000000010");
    expected_child["endTimeUnixNano"] = json!("1700000000000000020");
    expected_child["status"] = json!({ "code": "STATUS_CODE_ERROR", "message": "gone\taway" });

    let mut expected_root = span(root_context.span_id(), SpanId::from(0xdef));
    expected_root["name"] = json!("GET /orders/{id}");
    expected_root["kind"] = json!("SPAN_KIND_SERVER");
    expected_root["flags"] = json!(0x301);
    expected_root["startTimeUnixNano"] = json!("1700000000000000001");
    expected_root["endTimeUnixNano"] = json!("1700000000999999999");
    expected_root["status"] = json!({ "code": "STATUS_CODE_OK", "message": "" });
    expected_root["attributes"] = expected_attributes();
    let event = |name: &str, time: &str, attributes: Value| {
        json!({
            "name": name, "timeUnixNano": time, "attributes": attributes,
            "droppedAttributesCount": 0,
        })
    };
    let of_event = [
        attribute("key", "stringValue", "user:1"),
        attribute("attempt", "intValue", "2"),
    ];
    expected_root["events"] = json!([
        event("cache.miss", "1700000000000000002", json!(of_event)),
        event("empty", "1700000000000000003", json!([])),
    ]);
    let link = |trace: &str, span: &str, state: &str, flags: u32, attributes: Value| {
        json!({
            "traceId": trace, "spanId": span, "traceState": state, "flags": flags,
            "attributes": attributes, "droppedAttributesCount": 0,
        })
    };
    expected_root["links"] = json!([
        link(
            "00000000000000000000000000000123",
            "0000000000000456",
            "k=v",
            0x300,
            json!([attribute("why", "stringValue", "retry")]),
        ),
        link(
            "00000000000000000000000000000124",
            "0000000000000457",
            "",
            0x101,
            json!([])
        ),
    ]);
    json!([expected_child, expected_root])
}

/// The scope as it has to arrive.
pub(crate) fn expected_scope() -> Value {
    json!({
        "name": "wire", "version": "1.2.3", "droppedAttributesCount": 0,
        "attributes": [attribute("scope.attribute", "intValue", "7")],
    })
}

pub(crate) const SCHEMA_URL: &str = "https://opentelemetry.io/schemas/1.42.0";
