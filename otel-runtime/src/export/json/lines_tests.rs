#![allow(clippy::unwrap_used)]

use opentelemetry::{
    Array, KeyValue, Value as AnyValue,
    trace::{Link, SpanContext, SpanKind, Status},
};
use serde_json::{Value, json};

use super::*;
use crate::export::fixture::{Fixture, span};

fn writer(lines: &JsonLines) -> impl Fn(Vec<SpanData>) -> String {
    let mut writer = lines.writer().unwrap();
    let resource = Resource::builder_empty()
        .with_attribute(KeyValue::new("service.name", "shop"))
        .build();
    writer.set_resource(&resource);
    move |batch| String::from_utf8(writer.lines(batch).unwrap()).unwrap()
}

fn whole() -> SpanData {
    let Fixture(mut span) = span("GET /a\n\u{1b}]52;c;x\u{7}\u{202e}", 2, 1, 5, 1_500_005)
        .kind(SpanKind::Server)
        .with("http.route", "/a")
        .with("user.id", i64::MAX)
        .with("ratio", 0.5)
        .with("nan", f64::NAN)
        .with("cached", true)
        .with("ids", AnyValue::Array(Array::I64(vec![1, 2])))
        .with("names", AnyValue::Array(Array::String(vec!["a".into()])))
        .with(
            "limits",
            AnyValue::Array(Array::F64(vec![f64::INFINITY, 1.0])),
        )
        .error("Gone", "went\naway");
    span.links.links.push(Link::new(
        SpanContext::new(
            0xab_u128.into(),
            0xcd_u64.into(),
            span.span_context.trace_flags(),
            true,
            Default::default(),
        ),
        vec![KeyValue::new("why", "retry")],
        0,
    ));
    span.dropped_attributes_count = 3;
    span
}

#[test]
fn a_flat_line_has_all_of_a_span() {
    let text = writer(&JsonLines::stdout().flat())(vec![whole()]);
    assert_eq!(text.lines().count(), 1);
    let expected = concat!(
        r#"{"trace_id":"4bf92f3577b34da6a3ce929d0e0e4736","span_id":"0000000000000002","#,
        r#""parent_id":"0000000000000001","operation":"GET /a\n\u001b]52;c;x\u0007\u202e","#,
        r#""kind":"server","service":"shop","scope":"","start":"2026-01-01T00:00:00.000005000Z","#,
        r#""end":"2026-01-01T00:00:01.500005000Z","duration_ns":1500000000,"status":"error","#,
        r#""error":"went\naway","tags":{"http.route":"/a","user.id":9223372036854775807,"#,
        r#""ratio":0.5,"nan":"NaN","cached":true,"ids":[1,2],"names":["a"],"#,
        r#""limits":["Infinity",1.0],"error.type":"Gone"},"#,
        r#""logs":[{"time":"2026-01-01T00:00:01.500005000Z","name":"exception","#,
        r#""tags":{"exception.type":"Gone","exception.message":"went\naway"}}],"#,
        r#""links":[{"trace_id":"000000000000000000000000000000ab","#,
        r#""span_id":"00000000000000cd","tags":{"why":"retry"}}],"dropped_tags":3}"#,
    );
    assert_eq!(text.trim_end(), expected);
    let _: Value = serde_json::from_str(&text).unwrap();
}

#[test]
fn a_root_has_no_parent_and_what_is_empty_is_left_out() {
    let mut root = span("root", 1, 0, 0, 0).0;
    root.status = Status::Ok;
    let text = writer(&JsonLines::stdout().flat())(vec![root.clone(), root]);
    assert_eq!(text.lines().count(), 2);
    for line in text.lines() {
        let line: Value = serde_json::from_str(line).unwrap();
        assert_eq!(line["parent_id"], Value::Null);
        assert_eq!(
            (&line["status"], &line["duration_ns"]),
            (&json!("ok"), &json!(0))
        );
        assert_eq!((&line["tags"], &line["logs"]), (&json!({}), &json!([])));
        for absent in ["error", "links", "dropped_tags", "dropped_logs"] {
            assert!(line.get(absent).is_none());
        }
    }
}

#[test]
fn a_line_of_otlp_is_a_batch_in_the_encoding_that_otlp_defines() {
    let text = writer(&JsonLines::stdout())(vec![whole(), span("b", 3, 0, 0, 1).0]);
    assert_eq!(text.lines().count(), 1);
    assert!(text.contains(r"GET /a\n\u001b]52;c;x\u0007\u202e"));
    let line: Value = serde_json::from_str(&text).unwrap();
    let resource = &line["resourceSpans"][0];
    let service = json!({ "key": "service.name", "value": { "stringValue": "shop" } });
    assert_eq!(resource["resource"]["attributes"], json!([service]));
    let spans = resource["scopeSpans"][0]["spans"].as_array().unwrap();
    assert_eq!((spans.len(), &spans[1]["parentSpanId"]), (2, &json!("")));
    let span = &spans[0];
    for (key, value) in [
        ("traceId", json!("4bf92f3577b34da6a3ce929d0e0e4736")),
        ("spanId", json!("0000000000000002")),
        ("parentSpanId", json!("0000000000000001")),
        ("kind", json!(2)),
        ("startTimeUnixNano", json!("1767225600000005000")),
        ("endTimeUnixNano", json!("1767225601500005000")),
        ("status", json!({ "code": 2, "message": "went\naway" })),
        ("droppedAttributesCount", json!(3)),
        ("flags", json!(0x101)),
    ] {
        assert_eq!(span[key], value, "{key}");
    }
    assert_eq!(
        span["links"][0]["traceId"],
        "000000000000000000000000000000ab"
    );
    assert_eq!(span["events"][0]["timeUnixNano"], "1767225601500005000");
    let infinite = json!({ "stringValue": "Infinity" });
    let values = json!({ "values": [infinite, { "doubleValue": 1.0 }] });
    for (key, value) in [
        ("user.id", json!({ "intValue": "9223372036854775807" })),
        ("ratio", json!({ "doubleValue": 0.5 })),
        ("nan", json!({ "stringValue": "NaN" })),
        ("cached", json!({ "boolValue": true })),
        ("limits", json!({ "arrayValue": values })),
    ] {
        let pair = json!({ "key": key, "value": value });
        let attributes = span["attributes"].as_array().unwrap();
        assert!(attributes.contains(&pair), "{pair} in {attributes:#?}");
    }
}

#[test]
fn settings_that_mean_nothing_are_named() {
    let error = |lines: JsonLines| lines.writer().unwrap_err().to_string();
    let lines = || JsonLines::new("/does/not/matter.jsonl");
    for (lines, named) in [
        (lines().rotate_at(0), "JsonLines::rotate_at: \"0\""),
        (
            lines().rotate_every(Duration::ZERO),
            "JsonLines::rotate_every",
        ),
        (lines().keep(7), "JsonLines::keep: \"7\""),
        (
            JsonLines::stdout().rotate_at(7),
            "JsonLines::rotate_at: \"7\"",
        ),
        (JsonLines::new("/"), "file /"),
    ] {
        assert!(error(lines).starts_with(named), "{named}");
    }
}
