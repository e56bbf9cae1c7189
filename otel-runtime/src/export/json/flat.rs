//! A span as one flat JSON object, for people and scripts.

use std::{fmt, time::SystemTime};

use opentelemetry::{
    Array, KeyValue, SpanId, StringValue, TraceId, Value,
    trace::{Event, Link, SpanKind, Status},
};
use opentelemetry_sdk::trace::SpanData;
use serde::{Serialize, Serializer, ser::SerializeMap};

use super::request::not_finite;

/// The object; `JsonLines::flat` documents it.
#[derive(Serialize)]
pub(super) struct FlatSpan<'a> {
    #[serde(serialize_with = "shown")]
    trace_id: TraceId,
    #[serde(serialize_with = "shown")]
    span_id: SpanId,
    #[serde(serialize_with = "shown_if_any")]
    parent_id: Option<SpanId>,
    operation: &'a str,
    kind: &'static str,
    service: &'a str,
    scope: &'a str,
    #[serde(serialize_with = "rfc_3339")]
    start: SystemTime,
    #[serde(serialize_with = "rfc_3339")]
    end: SystemTime,
    duration_ns: u64,
    status: &'static str,
    #[serde(skip_serializing_if = "str::is_empty")]
    error: &'a str,
    #[serde(serialize_with = "tags")]
    tags: &'a [KeyValue],
    logs: Vec<Log<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    links: Vec<LinkedSpan<'a>>,
    #[serde(skip_serializing_if = "is_zero")]
    dropped_tags: u32,
    #[serde(skip_serializing_if = "is_zero")]
    dropped_logs: u32,
    #[serde(skip_serializing_if = "is_zero")]
    dropped_links: u32,
}

#[derive(Serialize)]
struct Log<'a> {
    #[serde(serialize_with = "rfc_3339")]
    time: SystemTime,
    name: &'a str,
    #[serde(serialize_with = "tags")]
    tags: &'a [KeyValue],
    #[serde(skip_serializing_if = "is_zero")]
    dropped_tags: u32,
}

#[derive(Serialize)]
struct LinkedSpan<'a> {
    #[serde(serialize_with = "shown")]
    trace_id: TraceId,
    #[serde(serialize_with = "shown")]
    span_id: SpanId,
    #[serde(serialize_with = "tags")]
    tags: &'a [KeyValue],
    #[serde(skip_serializing_if = "is_zero")]
    dropped_tags: u32,
}

impl<'a> FlatSpan<'a> {
    pub(super) fn new(span: &'a SpanData, service: &'a str) -> Self {
        let duration = span.end_time.duration_since(span.start_time);
        let (status, error) = match &span.status {
            Status::Unset => ("unset", ""),
            Status::Ok => ("ok", ""),
            Status::Error { description } => ("error", description.as_ref()),
        };
        Self {
            trace_id: span.span_context.trace_id(),
            span_id: span.span_context.span_id(),
            parent_id: Some(span.parent_span_id).filter(|id| *id != SpanId::INVALID),
            operation: &span.name,
            kind: match span.span_kind {
                SpanKind::Internal => "internal",
                SpanKind::Server => "server",
                SpanKind::Client => "client",
                SpanKind::Producer => "producer",
                SpanKind::Consumer => "consumer",
            },
            service,
            scope: span.instrumentation_scope.name(),
            start: span.start_time,
            end: span.end_time,
            duration_ns: duration.unwrap_or_default().as_nanos() as u64,
            status,
            error,
            tags: &span.attributes,
            logs: span.events.iter().map(log).collect(),
            links: span.links.iter().map(linked).collect(),
            dropped_tags: span.dropped_attributes_count,
            dropped_logs: span.events.dropped_count,
            dropped_links: span.links.dropped_count,
        }
    }
}

fn log(event: &Event) -> Log<'_> {
    Log {
        time: event.timestamp,
        name: &event.name,
        tags: &event.attributes,
        dropped_tags: event.dropped_attributes_count,
    }
}

fn linked(link: &Link) -> LinkedSpan<'_> {
    LinkedSpan {
        trace_id: link.span_context.trace_id(),
        span_id: link.span_context.span_id(),
        tags: &link.attributes,
        dropped_tags: link.dropped_attributes_count,
    }
}

fn shown<S: Serializer>(value: &impl fmt::Display, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(value)
}

fn shown_if_any<S: Serializer>(
    value: &Option<impl fmt::Display>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    match value {
        Some(value) => serializer.collect_str(value),
        None => serializer.serialize_none(),
    }
}

fn rfc_3339<S: Serializer>(time: &SystemTime, serializer: S) -> Result<S::Ok, S::Error> {
    // A span's bytes hold times from 1970 to 2554, all of which have this form.
    serializer.collect_str(&humantime::format_rfc3339_nanos(*time))
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde wants a reference")]
fn is_zero(count: &u32) -> bool {
    *count == 0
}

fn tags<S: Serializer>(pairs: &[KeyValue], serializer: S) -> Result<S::Ok, S::Error> {
    let mut map = serializer.serialize_map(Some(pairs.len()))?;
    for pair in pairs {
        map.serialize_entry(pair.key.as_str(), &Tag(&pair.value))?;
    }
    map.end()
}

/// An attribute's value as the JSON value it is most like.
struct Tag<'a>(&'a Value);

impl Serialize for Tag<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Value::Bool(value) => serializer.serialize_bool(*value),
            Value::I64(value) => serializer.serialize_i64(*value),
            Value::F64(value) => Number(*value).serialize(serializer),
            Value::String(value) => serializer.serialize_str(value.as_str()),
            Value::Array(Array::Bool(items)) => items.serialize(serializer),
            Value::Array(Array::I64(items)) => items.serialize(serializer),
            Value::Array(Array::F64(items)) => {
                serializer.collect_seq(items.iter().map(|item| Number(*item)))
            }
            Value::Array(Array::String(items)) => {
                serializer.collect_seq(items.iter().map(StringValue::as_str))
            }
            other => serializer.collect_str(other),
        }
    }
}

struct Number(f64);

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match not_finite(self.0) {
            Some(name) => serializer.serialize_str(name),
            None => serializer.serialize_f64(self.0),
        }
    }
}
