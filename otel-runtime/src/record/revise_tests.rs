//! Spans put in order.
#![allow(clippy::unwrap_used)]

use opentelemetry::{KeyValue, trace::Status};

use super::{
    Buffer, Key, Marks, Reviser,
    decode::{Parts, decode},
    proto::{push_delimited, push_message, tag},
    span_tests::header,
    write::{self, EventTime},
};
use crate::SpanLimits;

fn set(body: &mut Buffer, key: &str, value: i64) {
    write::attribute(body, tag::ATTRIBUTE, Key::text(key), &value);
}

fn revised(marks: &[Marks], body: &Buffer, limits: &SpanLimits) -> Parts {
    let mut reviser = Reviser::default();
    // What the span before left must not show.
    let mut before = Buffer::new();
    set(&mut before, "before", 1);
    reviser.revise(&header(&[Marks::REVISED]), before.as_slice(), limits, |_| 0);
    let ticks = |ticks| ticks + 1_000;
    decode(reviser.revise(&header(marks), body.as_slice(), limits, ticks))
}

#[test]
fn a_span_that_is_in_order_is_handed_on_as_it_is() {
    let mut body = Buffer::new();
    set(&mut body, "a", 1);
    let mut reviser = Reviser::default();
    let same = reviser.revise(&header(&[]), body.as_slice(), &SpanLimits::default(), |_| 0);
    assert!(std::ptr::eq(same, body.as_slice()));
}

#[test]
fn a_key_keeps_its_first_place_and_its_last_value() {
    let mut body = Buffer::new();
    for (key, value) in [("a", 1), ("b", 2), ("a", 3), ("c", 4), ("b", 5)] {
        set(&mut body, key, value);
    }
    let parts = revised(&[Marks::REVISED], &body, &SpanLimits::default());
    let expected = [("a", 3), ("b", 5), ("c", 4)].map(|(key, value)| KeyValue::new(key, value));
    assert_eq!(parts.attributes, expected);
    assert_eq!(parts.dropped_attributes, 0);
}

#[test]
fn one_name_one_trace_state_and_one_status_are_left() {
    let mut body = Buffer::new();
    for name in ["first", "second"] {
        write::name(&mut body, name);
        write::api_status(&mut body, &Status::error(name));
    }
    let mut reviser = Reviser::default();
    let limits = SpanLimits::default();
    let bytes = reviser.revise(&header(&[Marks::REVISED]), body.as_slice(), &limits, |_| 0);
    let fields = super::proto::Fields::new(bytes);
    let tags: Vec<_> = fields.map(|(tag, _)| tag as u8).collect();
    assert_eq!(tags, [tag::NAME, tag::STATUS]);
    let parts = decode(bytes);
    assert_eq!(parts.name.as_deref(), Some("second"));
    assert_eq!(parts.status, Status::error("second"));
}

#[test]
fn ok_is_final() {
    let mut body = Buffer::new();
    for status in [Status::error("a"), Status::Ok, Status::error("b")] {
        write::api_status(&mut body, &status);
    }
    let parts = revised(&[Marks::REVISED], &body, &SpanLimits::default());
    assert_eq!(parts.status, Status::Ok);
}

#[test]
fn ticks_become_times() {
    let mut body = Buffer::new();
    write::api_event(&mut body, "event", EventTime::Ticks(5), &[]);
    let parts = revised(&[Marks::TICKS], &body, &SpanLimits::default());
    let since = parts.events.events[0]
        .timestamp
        .duration_since(std::time::UNIX_EPOCH)
        .unwrap();
    assert_eq!(since.as_nanos(), 1_005);
}

#[test]
fn limits_are_seen_to_without_any_mark() {
    let mut body = Buffer::new();
    for key in ["a", "b", "c"] {
        write::attribute(&mut body, tag::ATTRIBUTE, Key::text(key), "text");
    }
    let limits = SpanLimits {
        attributes: 2,
        attribute_value_length: Some(2),
        ..SpanLimits::default()
    };
    let parts = revised(&[], &body, &limits);
    let expected = ["a", "b"].map(|key| KeyValue::new(key, "te"));
    assert_eq!(parts.attributes, expected);
    assert_eq!(parts.dropped_attributes, 1);
}

#[test]
fn the_smallest_attributes_are_counted() {
    let mut body = Buffer::new();
    for key in 0..129u8 {
        let key = char::from(key).to_string();
        write::attribute(&mut body, tag::ATTRIBUTE, Key::text(&key), "");
    }
    let parts = revised(&[], &body, &SpanLimits::default());
    assert_eq!((parts.attributes.len(), parts.dropped_attributes), (128, 1));
}

#[test]
fn arrays_in_arrays_without_end_do_no_harm() {
    let mut value = Buffer::new();
    for _ in 0..10_000 {
        let inner = std::mem::take(&mut value);
        push_message(&mut value, tag::ARRAY, |out| {
            push_delimited(out, tag::ARRAY_ITEM, inner.as_slice());
        });
    }
    let mut body = Buffer::new();
    push_message(&mut body, tag::ATTRIBUTE, |out| {
        push_delimited(out, tag::KEY, b"deep");
        push_delimited(out, tag::VALUE, value.as_slice());
    });
    set(&mut body, "plain", 1);
    let limits = SpanLimits {
        attribute_value_length: Some(5),
        ..SpanLimits::default()
    };
    let parts = revised(&[], &body, &limits);
    let keys: Vec<_> = parts
        .attributes
        .iter()
        .map(|pair| pair.key.as_str())
        .collect();
    assert_eq!(keys, ["deep", "plain"]);
}
