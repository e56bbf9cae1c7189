//! A whole span's bytes: as the official decoder reads them, and as we do.
#![allow(clippy::unwrap_used)]

use std::time::{Duration, SystemTime};

use opentelemetry::{
    KeyValue, Value,
    trace::{SpanContext, SpanId, SpanKind, Status, TraceFlags, TraceId, TraceState},
};

use super::{
    Buffer, FinishedSpan, Header, Key, Kind, Marks, Times,
    proto::tag,
    write::{self, EventTime},
};
use crate::{callsite::CallSite, provider::Core, sampling::Sampler};

pub(crate) fn header(marks: &[Marks]) -> Header {
    let site = CallSite::new(
        "called",
        Kind::Client,
        Some("crate"),
        Some("1.0"),
        "module",
        "file",
        1,
    );
    let mut header = Header {
        core: Core::new(Sampler::AlwaysOn).leak(),
        site: Box::leak(Box::new(site)),
        trace_id: TraceId::from(1u128),
        span_id: SpanId::from(2u64),
        parent_id: SpanId::from(3u64),
        local_root: SpanId::INVALID,
        start: 0,
        end: 0,
        body_len: 0,
        kind: Kind::Client,
        trace_flags: 1,
        marks: Marks::default(),
        process: 0,
    };
    marks.iter().for_each(|mark| header.marks.set(*mark));
    header
}

pub(crate) fn finished<'a>(header: &'a Header, body: &'a [u8]) -> FinishedSpan<'a> {
    FinishedSpan {
        header,
        times: Times { start: 10, end: 20 },
        scope: header.site.instrumentation_scope(),
        body,
    }
}

fn remote() -> SpanContext {
    let state = TraceState::from_key_value([("k", "v")]).unwrap();
    let id = TraceId::from(7u128);
    SpanContext::new(id, SpanId::from(8u64), TraceFlags::SAMPLED, true, state)
}

fn full() -> Buffer {
    let mut body = Buffer::new();
    write::trace_state(&mut body, tag::TRACE_STATE, remote().trace_state());
    write::name(&mut body, "named");
    write::attribute(&mut body, tag::ATTRIBUTE, Key::encoded(b"\x0a\x01a"), &1);
    write::attribute(&mut body, tag::ATTRIBUTE, Key::text("none"), &None::<bool>);
    write::formatted(&mut body, tag::ATTRIBUTE, Key::text("f"), |text| {
        text.extend(b"shown");
    });
    let at = SystemTime::UNIX_EPOCH + Duration::from_nanos(15);
    let pairs = [KeyValue::new("e", 1.5)];
    write::api_event(&mut body, "event", EventTime::At(at), &pairs);
    write::link(&mut body, &remote(), &[KeyValue::new("l", true)]);
    write::api_status(&mut body, &Status::error("failed"));
    body
}

#[cfg(any(feature = "otlp-grpc", feature = "otlp-http"))]
fn decoded(bytes: &[u8]) -> opentelemetry_proto::tonic::trace::v1::Span {
    prost::Message::decode(bytes).unwrap()
}

#[cfg(any(feature = "otlp-grpc", feature = "otlp-http"))]
#[test]
fn the_official_decoder_reads_every_field() {
    use opentelemetry_proto::tonic::common::v1::any_value;

    let header = header(&[Marks::NAMED, Marks::PARENT_REMOTE]);
    let body = full();
    let mut bytes = Vec::new();
    finished(&header, body.as_slice()).encode(&mut bytes);
    let span = decoded(&bytes);
    assert_eq!(span.trace_id, header.trace_id.to_bytes());
    assert_eq!(span.span_id, header.span_id.to_bytes());
    assert_eq!(span.parent_span_id, header.parent_id.to_bytes());
    assert_eq!(span.trace_state, "k=v");
    assert_eq!(span.name, "named");
    assert_eq!(span.kind, Kind::Client as i32);
    assert_eq!(
        (span.start_time_unix_nano, span.end_time_unix_nano),
        (10, 20)
    );
    assert_eq!(span.flags, 0x301);
    let keys: Vec<_> = span.attributes.iter().map(|pair| &*pair.key).collect();
    assert_eq!(keys, ["a", "f"]);
    let text = span.attributes[1].value.clone().unwrap().value.unwrap();
    assert_eq!(text, any_value::Value::StringValue("shown".to_owned()));
    assert_eq!(span.events[0].name, "event");
    assert_eq!(span.events[0].time_unix_nano, 15);
    assert_eq!(span.events[0].attributes[0].key, "e");
    assert_eq!(span.links[0].trace_id, remote().trace_id().to_bytes());
    assert_eq!(span.links[0].span_id, remote().span_id().to_bytes());
    assert_eq!(span.links[0].trace_state, "k=v");
    assert_eq!(span.links[0].flags, 0x301);
    assert_eq!(span.links[0].attributes[0].key, "l");
    let status = span.status.unwrap();
    assert_eq!((status.code, &*status.message), (2, "failed"));
}

#[cfg(any(feature = "otlp-grpc", feature = "otlp-http"))]
#[test]
fn the_least_a_span_can_be() {
    let mut header = header(&[]);
    header.parent_id = SpanId::INVALID;
    let mut bytes = Vec::new();
    finished(&header, &[]).encode(&mut bytes);
    let span = decoded(&bytes);
    assert_eq!(span.name, "called");
    assert!(span.parent_span_id.is_empty() && span.trace_state.is_empty());
    assert!(span.status.is_none() && span.attributes.is_empty());
    assert_eq!(span.flags, 0x101);
}

#[test]
fn we_read_what_we_wrote() {
    let header = header(&[Marks::NAMED, Marks::PARENT_REMOTE]);
    let body = full();
    let data = finished(&header, body.as_slice()).to_span_data();
    assert_eq!(data.name, "named");
    assert_eq!(data.span_kind, SpanKind::Client);
    assert_eq!(data.span_context.trace_state().header(), "k=v");
    assert!(data.parent_span_is_remote);
    let pairs = [KeyValue::new("a", 1), KeyValue::new("f", "shown")];
    assert_eq!(data.attributes, pairs);
    assert_eq!(data.events[0].attributes, [KeyValue::new("e", 1.5)]);
    assert_eq!(data.links[0].span_context, remote());
    assert_eq!(data.links[0].attributes, [KeyValue::new("l", true)]);
    assert_eq!(data.status, Status::error("failed"));
    assert_eq!(data.instrumentation_scope.name(), "crate");
}

#[test]
fn values_come_back_with_their_types() {
    let values: [Value; 8] = [
        true.into(),
        i64::MIN.into(),
        f64::MIN.into(),
        "text".into(),
        Value::Array(vec![true, false].into()),
        Value::Array(vec![1i64, -2].into()),
        Value::Array(vec![0.5f64].into()),
        Value::Array(vec![opentelemetry::StringValue::from("a")].into()),
    ];
    for value in values {
        let mut body = Buffer::new();
        write::attribute(&mut body, tag::ATTRIBUTE, Key::text("k"), &value);
        let parts = super::decode::decode(body.as_slice());
        assert_eq!(parts.attributes, [KeyValue::new("k", value)]);
    }
}

#[test]
fn bytes_cut_anywhere_are_read_as_far_as_they_go() {
    let body = full();
    for end in 0..body.len() {
        let parts = super::decode::decode(&body.as_slice()[..end]);
        assert!(parts.attributes.len() <= 2);
    }
}
