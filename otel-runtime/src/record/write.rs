//! Writing the parts of a span: attributes, events, links, status, name.

use std::{borrow::Cow, time::SystemTime};

use opentelemetry::{
    KeyValue,
    trace::{SpanContext, Status, TraceState},
};

use super::{
    AttributeValue, Buffer, Key,
    proto::{
        push_delimited, push_fixed64, push_message, push_varint_field, put_byte, put_varint, tag,
        varint_len,
    },
};

/// When an event happened.
#[derive(Clone, Copy, Debug)]
pub(crate) enum EventTime {
    /// Ticks of the clock.
    Ticks(u64),
    /// A time that the caller gave.
    At(SystemTime),
}

/// Appends an attribute to a span, an event or a link, by the tag it has there.
#[inline]
pub(crate) fn attribute(
    buffer: &mut Buffer,
    attribute_tag: u8,
    key: Key<'_>,
    value: &(impl AttributeValue + ?Sized),
) {
    if !value.is_present() {
        return;
    }
    let value_len = value.encoded_len();
    let inner_len = key.encoded_len() + 2 + value_len;
    if inner_len >= 0x80 {
        long_attribute(buffer, attribute_tag, key, value);
        return;
    }
    let (front, rest) = buffer.claim(2 + inner_len).split_at_mut(2);
    front.copy_from_slice(&[attribute_tag, inner_len as u8]);
    let (front, rest) = key.encode(rest).split_at_mut(2);
    front.copy_from_slice(&[tag::VALUE, value_len as u8]);
    value.encode(rest);
}

/// An attribute whose lengths do not fit into a byte each.
#[inline(never)]
fn long_attribute(
    buffer: &mut Buffer,
    attribute_tag: u8,
    key: Key<'_>,
    value: &(impl AttributeValue + ?Sized),
) {
    let key_len = key.encoded_len();
    let value_len = value.encoded_len();
    let inner_len = key_len + 1 + varint_len(value_len as u64) + value_len;
    let out = buffer.claim(1 + varint_len(inner_len as u64) + inner_len);
    let out = put_varint(put_byte(out, attribute_tag), inner_len as u64);
    let out = key.encode(out);
    value.encode(put_varint(put_byte(out, tag::VALUE), value_len as u64));
}

/// Appends an attribute whose text is written straight into the buffer by `text`.
pub(crate) fn formatted(
    buffer: &mut Buffer,
    attribute_tag: u8,
    key: Key<'_>,
    text: impl FnOnce(&mut Buffer),
) {
    push_message(buffer, attribute_tag, |buffer| {
        key.encode(buffer.claim(key.encoded_len()));
        push_message(buffer, tag::VALUE, |buffer| {
            push_message(buffer, tag::STRING, text);
        });
    });
}

fn key_value(buffer: &mut Buffer, attribute_tag: u8, pair: &KeyValue) {
    attribute(
        buffer,
        attribute_tag,
        Key::text(pair.key.as_str()),
        &pair.value,
    );
}

/// Appends an attribute that came through the OpenTelemetry API.
pub(crate) fn api_attribute(buffer: &mut Buffer, pair: &KeyValue) {
    key_value(buffer, tag::ATTRIBUTE, pair);
}

/// Appends an event, its attributes written by `attributes` (tag [`tag::EVENT_ATTRIBUTE`]).
pub(crate) fn event(
    buffer: &mut Buffer,
    name: &str,
    time: EventTime,
    attributes: impl FnOnce(&mut Buffer),
) {
    push_message(buffer, tag::EVENT, |buffer| {
        match time {
            EventTime::Ticks(ticks) => push_fixed64(buffer, tag::EVENT_TICKS, ticks),
            EventTime::At(at) => push_fixed64(buffer, tag::EVENT_TIME, unix_nanos(at)),
        }
        push_delimited(buffer, tag::EVENT_NAME, name.as_bytes());
        attributes(buffer);
    });
}

/// Appends an event that came through the OpenTelemetry API.
pub(crate) fn api_event(buffer: &mut Buffer, name: &str, time: EventTime, pairs: &[KeyValue]) {
    event(buffer, name, time, |buffer| {
        for pair in pairs {
            key_value(buffer, tag::EVENT_ATTRIBUTE, pair);
        }
    });
}

/// Appends a link.
pub(crate) fn link(buffer: &mut Buffer, context: &SpanContext, pairs: &[KeyValue]) {
    push_message(buffer, tag::LINK, |buffer| {
        push_delimited(buffer, tag::LINK_TRACE_ID, &context.trace_id().to_bytes());
        push_delimited(buffer, tag::LINK_SPAN_ID, &context.span_id().to_bytes());
        trace_state(buffer, tag::LINK_TRACE_STATE, context.trace_state());
        for pair in pairs {
            key_value(buffer, tag::LINK_ATTRIBUTE, pair);
        }
        buffer.push(tag::LINK_FLAGS);
        let flags = flags(context.trace_flags().to_u8(), context.is_remote());
        buffer.extend(&flags.to_le_bytes());
    });
}

/// Appends a trace state, if there is one.
pub(crate) fn trace_state(buffer: &mut Buffer, state_tag: u8, state: &TraceState) {
    let mut members = state.into_iter();
    let Some(first) = members.next() else {
        return;
    };
    push_message(buffer, state_tag, |buffer| {
        trace_state_member(buffer, first);
        for member in members {
            buffer.push(b',');
            trace_state_member(buffer, member);
        }
    });
}

fn trace_state_member(buffer: &mut Buffer, (key, value): (&str, &str)) {
    buffer.extend(key.as_bytes());
    buffer.push(b'=');
    buffer.extend(value.as_bytes());
}

/// OTLP's `flags`: the W3C flags, and whether the context came from another process.
pub(crate) fn flags(trace_flags: u8, remote: bool) -> u32 {
    const HAS_IS_REMOTE: u32 = 0x100;
    const IS_REMOTE: u32 = 0x200;
    u32::from(trace_flags) | HAS_IS_REMOTE | if remote { IS_REMOTE } else { 0 }
}

/// Appends a name that takes the place of the call site's.
pub(crate) fn name(buffer: &mut Buffer, name: &str) {
    push_delimited(buffer, tag::NAME, name.as_bytes());
}

/// Appends status Ok.
pub(crate) fn status_ok(buffer: &mut Buffer) {
    push_message(buffer, tag::STATUS, |buffer| {
        push_varint_field(buffer, tag::STATUS_CODE, 1);
    });
}

/// Appends status Error with a message.
pub(crate) fn status_error(buffer: &mut Buffer, message: &str) {
    push_message(buffer, tag::STATUS, |buffer| {
        push_delimited(buffer, tag::STATUS_MESSAGE, message.as_bytes());
        push_varint_field(buffer, tag::STATUS_CODE, 2);
    });
}

/// Appends a status that came through the OpenTelemetry API; `Unset` says nothing.
pub(crate) fn api_status(buffer: &mut Buffer, status: &Status) {
    match status {
        Status::Unset => {}
        Status::Ok => status_ok(buffer),
        Status::Error { description } => status_error(buffer, description),
    }
}

/// Nanoseconds since 1970, 0 for a time before.
pub(crate) fn unix_nanos(time: SystemTime) -> u64 {
    let since = time
        .duration_since(SystemTime::UNIX_EPOCH)
        .unwrap_or_default();
    u64::try_from(since.as_nanos()).unwrap_or(u64::MAX)
}

/// The name of an event or span as the API hands it over.
pub(crate) type ApiName = Cow<'static, str>;
