//! From OTLP bytes back to the SDK's types, for those who ask for them.

use std::{
    borrow::Cow,
    time::{Duration, SystemTime},
};

use opentelemetry::{
    Array, KeyValue, StringValue, Value,
    trace::{Event, Link, SpanContext, SpanId, Status, TraceFlags, TraceId, TraceState},
};
use opentelemetry_sdk::trace::{SpanData, SpanEvents, SpanLinks};

use super::{
    FinishedSpan, Marks,
    proto::{Field, Fields, MAX_DEPTH, tag},
};

impl FinishedSpan<'_> {
    /// Decodes the span for those who ask for the SDK's form.
    pub(crate) fn to_span_data(&self) -> SpanData {
        let header = self.header;
        let parts = decode(self.body);
        SpanData {
            span_context: SpanContext::new(
                header.trace_id,
                header.span_id,
                TraceFlags::new(header.trace_flags),
                false,
                parts.trace_state,
            ),
            parent_span_id: header.parent_id,
            parent_span_is_remote: header.marks.has(Marks::PARENT_REMOTE),
            span_kind: header.kind.into(),
            name: parts.name.unwrap_or(Cow::Borrowed(header.site.name())),
            start_time: system_time(self.times.start),
            end_time: system_time(self.times.end),
            attributes: parts.attributes,
            dropped_attributes_count: parts.dropped_attributes,
            events: parts.events,
            links: parts.links,
            status: parts.status,
            instrumentation_scope: self.scope.scope.clone(),
        }
    }
}

/// The parts of a span that are in its bytes.
#[derive(Debug, Default)]
pub(crate) struct Parts {
    pub(crate) name: Option<Cow<'static, str>>,
    pub(crate) trace_state: TraceState,
    pub(crate) attributes: Vec<KeyValue>,
    pub(crate) dropped_attributes: u32,
    pub(crate) events: SpanEvents,
    pub(crate) links: SpanLinks,
    pub(crate) status: Status,
}

const ATTRIBUTE: u64 = tag::ATTRIBUTE as u64;
const EVENT: u64 = tag::EVENT as u64;
const LINK: u64 = tag::LINK as u64;
const STATUS: u64 = tag::STATUS as u64;
const NAME: u64 = tag::NAME as u64;
const TRACE_STATE: u64 = tag::TRACE_STATE as u64;
const DROPPED_ATTRIBUTES: u64 = tag::DROPPED_ATTRIBUTES as u64;
const DROPPED_EVENTS: u64 = tag::DROPPED_EVENTS as u64;
const DROPPED_LINKS: u64 = tag::DROPPED_LINKS as u64;

pub(crate) fn decode(body: &[u8]) -> Parts {
    let mut parts = Parts::default();
    for (field, content) in Fields::new(body) {
        match (field, content) {
            (ATTRIBUTE, Field::Delimited(bytes)) => parts.attributes.extend(key_value(bytes)),
            (EVENT, Field::Delimited(bytes)) => parts.events.events.push(event(bytes)),
            (LINK, Field::Delimited(bytes)) => parts.links.links.push(link(bytes)),
            (STATUS, Field::Delimited(bytes)) => parts.status = status(bytes),
            (NAME, Field::Delimited(bytes)) => parts.name = Some(Cow::Owned(text(bytes))),
            (TRACE_STATE, Field::Delimited(bytes)) => parts.trace_state = trace_state(bytes),
            (DROPPED_ATTRIBUTES, Field::Varint(count)) => parts.dropped_attributes = count as u32,
            (DROPPED_EVENTS, Field::Varint(count)) => parts.events.dropped_count = count as u32,
            (DROPPED_LINKS, Field::Varint(count)) => parts.links.dropped_count = count as u32,
            _ => {}
        }
    }
    parts
}

/// Whether the span's status is Error.
pub(crate) fn is_error(body: &[u8]) -> bool {
    const CODE: u64 = tag::STATUS_CODE as u64;
    let code = |status| Fields::new(status).find(|(field, _)| *field == CODE);
    let is_error = |status| matches!(code(status), Some((_, Field::Varint(2))));
    let status = Fields::new(body).delimited(STATUS).last();
    status.is_some_and(is_error)
}

/// The span's name, where it is in the bytes.
pub(crate) fn name(body: &[u8]) -> Option<&str> {
    let name = Fields::new(body).delimited(NAME).last();
    name.and_then(|name| std::str::from_utf8(name).ok())
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn system_time(unix_nanos: u64) -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::from_nanos(unix_nanos)
}

fn key_value(bytes: &[u8]) -> Option<KeyValue> {
    const KEY: u64 = tag::KEY as u64;
    const VALUE: u64 = tag::VALUE as u64;
    let mut key = None;
    let mut value = None;
    for (field, content) in Fields::new(bytes) {
        match (field, content) {
            (KEY, Field::Delimited(bytes)) => key = Some(text(bytes)),
            (VALUE, Field::Delimited(bytes)) => value = any_value(bytes, MAX_DEPTH),
            _ => {}
        }
    }
    Some(KeyValue::new(key?, value?))
}

/// The value, unless it is nested deeper than `depth` arrays.
fn any_value(bytes: &[u8], depth: usize) -> Option<Value> {
    const STRING: u64 = tag::STRING as u64;
    const BOOL: u64 = tag::BOOL as u64;
    const INT: u64 = tag::INT as u64;
    const DOUBLE: u64 = tag::DOUBLE as u64;
    const ARRAY: u64 = tag::ARRAY as u64;
    Some(match Fields::new(bytes).next()? {
        (STRING, Field::Delimited(bytes)) => Value::String(text(bytes).into()),
        (BOOL, Field::Varint(value)) => Value::Bool(value != 0),
        (INT, Field::Varint(value)) => Value::I64(value as i64),
        (DOUBLE, Field::Fixed64(bits)) => Value::F64(f64::from_bits(bits)),
        (ARRAY, Field::Delimited(bytes)) => Value::Array(array(bytes, depth.checked_sub(1)?)),
        _ => return None,
    })
}

/// The SDK's arrays are of one type each; the first item says which.
fn array(bytes: &[u8], depth: usize) -> Array {
    let items: Vec<Value> = Fields::new(bytes)
        .filter_map(|(_, content)| match content {
            Field::Delimited(bytes) => any_value(bytes, depth),
            _ => None,
        })
        .collect();
    match items.first() {
        Some(Value::Bool(_)) => Array::Bool(collect(items, |item| match item {
            Value::Bool(item) => Some(item),
            _ => None,
        })),
        Some(Value::I64(_)) => Array::I64(collect(items, |item| match item {
            Value::I64(item) => Some(item),
            _ => None,
        })),
        Some(Value::F64(_)) => Array::F64(collect(items, |item| match item {
            Value::F64(item) => Some(item),
            _ => None,
        })),
        _ => Array::String(collect(items, |item| match item {
            Value::String(item) => Some(item),
            other => Some(StringValue::from(other.as_str().into_owned())),
        })),
    }
}

fn collect<T>(items: Vec<Value>, pick: impl Fn(Value) -> Option<T>) -> Vec<T> {
    items.into_iter().filter_map(pick).collect()
}

fn event(bytes: &[u8]) -> Event {
    const TIME: u64 = tag::EVENT_TIME as u64;
    const NAME: u64 = tag::EVENT_NAME as u64;
    const ATTRIBUTE: u64 = tag::EVENT_ATTRIBUTE as u64;
    const DROPPED: u64 = tag::EVENT_DROPPED_ATTRIBUTES as u64;
    let mut event = Event::new("", SystemTime::UNIX_EPOCH, Vec::new(), 0);
    for (field, content) in Fields::new(bytes) {
        match (field, content) {
            (TIME, Field::Fixed64(nanos)) => event.timestamp = system_time(nanos),
            (NAME, Field::Delimited(bytes)) => event.name = Cow::Owned(text(bytes)),
            (ATTRIBUTE, Field::Delimited(bytes)) => event.attributes.extend(key_value(bytes)),
            (DROPPED, Field::Varint(count)) => event.dropped_attributes_count = count as u32,
            _ => {}
        }
    }
    event
}

fn link(bytes: &[u8]) -> Link {
    const TRACE_ID: u64 = tag::LINK_TRACE_ID as u64;
    const SPAN_ID: u64 = tag::LINK_SPAN_ID as u64;
    const STATE: u64 = tag::LINK_TRACE_STATE as u64;
    const ATTRIBUTE: u64 = tag::LINK_ATTRIBUTE as u64;
    const FLAGS: u64 = tag::LINK_FLAGS as u64;
    const DROPPED: u64 = tag::LINK_DROPPED_ATTRIBUTES as u64;
    let (mut trace_id, mut span_id) = (TraceId::INVALID, SpanId::INVALID);
    let (mut state, mut flags, mut attributes, mut dropped) = (TraceState::NONE, 0, Vec::new(), 0);
    for (field, content) in Fields::new(bytes) {
        match (field, content) {
            (TRACE_ID, Field::Delimited(bytes)) => {
                trace_id = bytes
                    .try_into()
                    .map_or(TraceId::INVALID, TraceId::from_bytes);
            }
            (SPAN_ID, Field::Delimited(bytes)) => {
                span_id = bytes.try_into().map_or(SpanId::INVALID, SpanId::from_bytes);
            }
            (STATE, Field::Delimited(bytes)) => state = trace_state(bytes),
            (ATTRIBUTE, Field::Delimited(bytes)) => attributes.extend(key_value(bytes)),
            (FLAGS, Field::Fixed32(value)) => flags = value,
            (DROPPED, Field::Varint(count)) => dropped = count as u32,
            _ => {}
        }
    }
    let remote = flags & 0x200 != 0;
    let context = SpanContext::new(
        trace_id,
        span_id,
        TraceFlags::new(flags as u8),
        remote,
        state,
    );
    Link::new(context, attributes, dropped)
}

pub(crate) fn trace_state(bytes: &[u8]) -> TraceState {
    text(bytes).parse().unwrap_or(TraceState::NONE)
}

pub(crate) fn status(bytes: &[u8]) -> Status {
    const MESSAGE: u64 = tag::STATUS_MESSAGE as u64;
    const CODE: u64 = tag::STATUS_CODE as u64;
    let (mut code, mut message) = (0, String::new());
    for (field, content) in Fields::new(bytes) {
        match (field, content) {
            (MESSAGE, Field::Delimited(bytes)) => message = text(bytes),
            (CODE, Field::Varint(value)) => code = value,
            _ => {}
        }
    }
    match code {
        1 => Status::Ok,
        2 => Status::error(message),
        _ => Status::Unset,
    }
}
