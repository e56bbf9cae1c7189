#![allow(clippy::unwrap_used)]

use opentelemetry_proto::tonic::{
    common::v1::{AnyValue, ArrayValue, KeyValue as Pair, any_value::Value},
    trace::v1::{Span, Status, span},
};
use prost::Message;

use std::sync::Mutex;

use super::{tests::*, *};
use crate::export::{
    Compression,
    logged::ExportLog,
    otlp::sink::{self, Answer, Running},
};

fn json(running: &Running) -> Otlp {
    Otlp::http_json().endpoint(&running.http)
}

fn pair(key: &str, value: Value) -> Pair {
    Pair {
        key: key.to_owned(),
        value: Some(AnyValue { value: Some(value) }),
        ..Pair::default()
    }
}

fn array(values: impl IntoIterator<Item = Value>) -> Value {
    let values = values
        .into_iter()
        .map(|value| AnyValue { value: Some(value) });
    Value::ArrayValue(ArrayValue {
        values: values.collect(),
    })
}

/// A span in which every field has a value of its own.
fn whole(double: impl Fn(f64) -> Value) -> Span {
    let attributes = vec![
        pair(
            "text",
            Value::StringValue("grün\n\u{1b}[31m\u{202e}\"".to_owned()),
        ),
        pair("int", Value::IntValue(i64::MIN)),
        pair("bool", Value::BoolValue(false)),
        pair("double", Value::DoubleValue(0.1)),
        pair("nan", double(f64::NAN)),
        pair(
            "infinite",
            array([double(f64::INFINITY), double(f64::NEG_INFINITY)]),
        ),
        pair("none", array([])),
    ];
    Span {
        trace_id: (1..=16).collect(),
        span_id: (17..=24).collect(),
        parent_span_id: (25..=32).collect(),
        trace_state: "a=b".to_owned(),
        flags: 0x301,
        name: "GET /".to_owned(),
        kind: 2,
        start_time_unix_nano: 1_700_000_000_000_000_001,
        end_time_unix_nano: u64::MAX,
        attributes: attributes.clone(),
        dropped_attributes_count: 1,
        events: vec![span::Event {
            time_unix_nano: 7,
            name: "event".to_owned(),
            attributes: attributes.clone(),
            dropped_attributes_count: 2,
        }],
        dropped_events_count: 3,
        links: vec![span::Link {
            trace_id: vec![0xab; 16],
            span_id: vec![0xcd; 8],
            trace_state: "c=d".to_owned(),
            attributes,
            dropped_attributes_count: 4,
            flags: 0x100,
        }],
        dropped_links_count: 5,
        status: Some(Status {
            message: "gone\taway".to_owned(),
            code: 2,
        }),
    }
}

#[test]
fn every_field_arrives_plain_and_compressed_and_what_is_no_number_as_its_name() {
    for compression in [Compression::None, Compression::Gzip] {
        let running = sink::start([]);
        let mut sender = sender(
            json(&running).compression(compression),
            BatchSettings::default(),
        );
        let sent = whole(Value::DoubleValue);
        sender
            .backend
            .offer(sender.scope, |out| sent.encode_raw(out));
        sender.offer(1);
        assert_eq!(sender.flush(), Ok(()));
        let received = running.sink.received();
        assert_eq!(received[0].headers["content-type"], "application/json");
        let resource = &received[0].request.resource_spans[0];
        let name = pair("service.name", Value::StringValue("test".to_owned()));
        assert_eq!(resource.resource.as_ref().unwrap().attributes, [name]);
        let scope = &resource.scope_spans[0];
        assert_eq!(scope.scope.as_ref().unwrap().name, "otlp-tests");
        let named = |number: f64| {
            let name = format!("{number}").replace("inf", "Infinity");
            Value::StringValue(name)
        };
        assert_eq!(scope.spans[0], whole(named));
        assert_eq!(scope.spans[1].status, Some(Status::default()));
    }
}

#[test]
fn json_answers_are_booked_like_those_of_protobuf() {
    let running = sink::start([
        Answer::PartialSuccess(3, "too old"),
        Answer::Fail(503, "later"),
        Answer::Fail(400, "nonsense"),
    ]);
    let mut sender = sender(json(&running), BatchSettings::default());
    sender.offer(10);
    assert!(sender.flush().unwrap_err().contains("too old"));
    sender.offer(2);
    assert!(sender.flush().unwrap_err().contains("nonsense"));
    sender.offer(4);
    assert_eq!(sender.flush(), Ok(()));
    let expected = "test: 16 ended = 11 exported + 5 rejected + 0 dropped + 0 pending";
    assert_eq!(sender.line(), expected);
}

#[test]
fn a_batch_whose_json_is_too_large_arrives_in_parts() {
    let running = sink::start_with_limit(4_000);
    let mut sender = sender(json(&running), BatchSettings::default());
    sender.offer(100);
    assert_eq!(sender.flush(), Ok(()));
    assert_eq!(spans(&running).iter().sum::<usize>(), 100);
    assert!(spans(&running).len() > 1);
}

#[test]
fn each_attempt_is_said_where_that_is_asked_for() {
    let running = sink::start([
        Answer::RetryAfter(0),
        Answer::PartialSuccess(1, "too old"),
        Answer::Fail(400, "nonsense"),
    ]);
    let said = Arc::new(Mutex::new(Vec::new()));
    let lines = said.clone();
    let mut otlp = json(&running).header("x-key", "hunter2");
    otlp.log = Some(ExportLog::to("json", move |line| {
        lines.lock().unwrap().push(line.to_owned());
    }));
    let mut sender = sender(otlp, BatchSettings::default());
    for spans in [2, 1, 3] {
        sender.offer(spans);
        let _ = sender.flush();
    }
    let said = said.lock().unwrap();
    let expected = [
        (
            "2 spans, ",
            ": failed: HTTP 503 Service Unavailable; try again after 0.0ns",
        ),
        ("2 spans, ", ": acknowledged, 1 of them rejected: too old"),
        (
            "1 span, ",
            ": the receiver refused them: HTTP 400 Bad Request nonsense",
        ),
        ("3 spans, ", ": acknowledged"),
    ];
    assert_eq!(said.len(), expected.len(), "{said:?}");
    for (line, (spans, result)) in said.iter().zip(expected) {
        let start = format!("otel: export to json: {spans}");
        assert!(line.starts_with(&start) && line.ends_with(result), "{line}");
        assert!(
            line.contains(" bytes, ") && !line.contains("hunter2"),
            "{line}"
        );
    }
}
