//! Puts a span in order that was written to after its start, or that its limits cut.
//!
//! OTLP wants unique keys, one name and one status, and the specification's limits count distinct
//! keys. Both are seen to on the collector thread, so that the call pays for neither.

use std::{collections::HashMap, ops::Range};

use super::{
    Buffer, Header, Marks,
    proto::{
        Field, Fields, MAX_DEPTH, push_delimited, push_fixed64, push_message, push_varint_field,
        tag,
    },
};
use crate::provider::SpanLimits;

/// The smallest attribute: tag, length, a key of no letters, a value of no bytes.
const SMALLEST_ATTRIBUTE: usize = 6;

/// Rewrites spans, one after the other, into a buffer of its own.
#[derive(Debug, Default)]
pub(crate) struct Reviser {
    out: Buffer,
}

impl Reviser {
    /// The span's fields as they are to be exported. `event_time` turns ticks into nanoseconds
    /// since 1970.
    pub(crate) fn revise<'a>(
        &'a mut self,
        header: &Header,
        body: &'a [u8],
        limits: &SpanLimits,
        event_time: impl Fn(u64) -> u64,
    ) -> &'a [u8] {
        if !needs_revision(header, body, limits) {
            return body;
        }
        self.out.clear();
        Revision { body, limits }.write(&mut self.out, event_time);
        self.out.as_slice()
    }
}

fn needs_revision(header: &Header, body: &[u8], limits: &SpanLimits) -> bool {
    header.marks.has(Marks::REVISED)
        || header.marks.has(Marks::TICKS)
        || (limits.attribute_value_length.is_some() && !body.is_empty())
        || body.len() / SMALLEST_ATTRIBUTE > limits.attributes as usize
        || body.len() / SMALLEST_ATTRIBUTE > limits.links as usize
}

struct Revision<'a> {
    body: &'a [u8],
    limits: &'a SpanLimits,
}

impl Revision<'_> {
    fn write(&self, out: &mut Buffer, event_time: impl Fn(u64) -> u64) {
        let mut attributes = Attributes::default();
        let (mut name, mut status, mut state) = (None, None, None);
        let (mut events, mut links) = (0u32, 0u32);
        let mut fields = Fields::new(self.body);
        loop {
            let start = fields.position();
            let Some((field, content)) = fields.next() else {
                break;
            };
            let whole = start..fields.position();
            let Field::Delimited(bytes) = content else {
                continue;
            };
            match u8::try_from(field) {
                Ok(tag::ATTRIBUTE) => attributes.add(bytes, self.limits.attributes),
                Ok(tag::NAME) => name = Some(whole),
                Ok(tag::TRACE_STATE) => state = Some(whole),
                Ok(tag::STATUS) => status = later_status(self.body, status, whole),
                Ok(tag::EVENT) => {
                    events += 1;
                    if events <= self.limits.events {
                        self.event(out, bytes, &event_time);
                    }
                }
                Ok(tag::LINK) => {
                    links += 1;
                    if links <= self.limits.links {
                        self.link(out, bytes);
                    }
                }
                _ => {}
            }
        }
        for range in [name, state, status].into_iter().flatten() {
            out.extend(&self.body[range]);
        }
        for bytes in attributes.in_order {
            self.attribute(out, tag::ATTRIBUTE, bytes);
        }
        count(out, tag::DROPPED_ATTRIBUTES, attributes.dropped);
        count(
            out,
            tag::DROPPED_EVENTS,
            events.saturating_sub(self.limits.events),
        );
        count(
            out,
            tag::DROPPED_LINKS,
            links.saturating_sub(self.limits.links),
        );
    }

    fn event(&self, out: &mut Buffer, event: &[u8], event_time: impl Fn(u64) -> u64) {
        push_message(out, tag::EVENT, |out| {
            let mut attributes = Attributes::default();
            for (field, content) in Fields::new(event) {
                match (u8::try_from(field), content) {
                    (Ok(tag::EVENT_TICKS), Field::Fixed64(ticks)) => {
                        push_fixed64(out, tag::EVENT_TIME, event_time(ticks));
                    }
                    (Ok(tag::EVENT_TIME), Field::Fixed64(nanos)) => {
                        push_fixed64(out, tag::EVENT_TIME, nanos);
                    }
                    (Ok(tag::EVENT_NAME), Field::Delimited(name)) => {
                        push_delimited(out, tag::EVENT_NAME, name);
                    }
                    (Ok(tag::EVENT_ATTRIBUTE), Field::Delimited(bytes)) => {
                        attributes.add(bytes, self.limits.attributes_per_event);
                    }
                    _ => {}
                }
            }
            for bytes in &attributes.in_order {
                self.attribute(out, tag::EVENT_ATTRIBUTE, bytes);
            }
            count(out, tag::EVENT_DROPPED_ATTRIBUTES, attributes.dropped);
        });
    }

    fn link(&self, out: &mut Buffer, link: &[u8]) {
        push_message(out, tag::LINK, |out| {
            let mut attributes = Attributes::default();
            let mut fields = Fields::new(link);
            loop {
                let start = fields.position();
                match fields.next() {
                    None => break,
                    Some((field, Field::Delimited(bytes)))
                        if field == u64::from(tag::LINK_ATTRIBUTE) =>
                    {
                        attributes.add(bytes, self.limits.attributes_per_link);
                    }
                    Some(_) => out.extend(&link[start..fields.position()]),
                }
            }
            for bytes in &attributes.in_order {
                self.attribute(out, tag::LINK_ATTRIBUTE, bytes);
            }
            count(out, tag::LINK_DROPPED_ATTRIBUTES, attributes.dropped);
        });
    }

    /// Writes a `KeyValue`, its strings no longer than the limit.
    fn attribute(&self, out: &mut Buffer, attribute_tag: u8, pair: &[u8]) {
        let Some(longest) = self.limits.attribute_value_length else {
            push_delimited(out, attribute_tag, pair);
            return;
        };
        push_message(out, attribute_tag, |out| {
            for (field, content) in Fields::new(pair) {
                match (u8::try_from(field), content) {
                    (Ok(tag::KEY), Field::Delimited(key)) => push_delimited(out, tag::KEY, key),
                    (Ok(tag::VALUE), Field::Delimited(value)) => {
                        push_message(out, tag::VALUE, |out| {
                            any_value(out, value, longest, MAX_DEPTH);
                        });
                    }
                    _ => {}
                }
            }
        });
    }
}

/// Copies an `AnyValue`; what is nested deeper than `depth` arrays stays as it is.
fn any_value(out: &mut Buffer, value: &[u8], longest: u32, depth: usize) {
    const STRING: u64 = tag::STRING as u64;
    const ARRAY: u64 = tag::ARRAY as u64;
    match Fields::new(value).next() {
        Some((STRING, Field::Delimited(text))) => {
            push_delimited(out, tag::STRING, shorten(text, longest as usize));
        }
        Some((ARRAY, Field::Delimited(items))) if depth > 0 => {
            push_message(out, tag::ARRAY, |out| {
                for (_, item) in Fields::new(items) {
                    if let Field::Delimited(item) = item {
                        push_message(out, tag::ARRAY_ITEM, |out| {
                            any_value(out, item, longest, depth - 1);
                        });
                    }
                }
            });
        }
        _ => out.extend(value),
    }
}

/// The first `longest` characters.
fn shorten(text: &[u8], longest: usize) -> &[u8] {
    let Ok(valid) = std::str::from_utf8(text) else {
        return text;
    };
    match valid.char_indices().nth(longest) {
        Some((end, _)) => &text[..end],
        None => text,
    }
}

/// The specification's order: Ok is final, Error beats nothing, the later Error the earlier.
fn later_status(
    body: &[u8],
    before: Option<Range<usize>>,
    new: Range<usize>,
) -> Option<Range<usize>> {
    let is_ok = |range: &Range<usize>| {
        let bytes = &body[range.clone()];
        // Ok has no message: tag, length, code tag, 1.
        bytes == [tag::STATUS, 2, tag::STATUS_CODE, 1]
    };
    match before {
        Some(before) if is_ok(&before) => Some(before),
        _ => Some(new),
    }
}

fn count(out: &mut Buffer, count_tag: u8, dropped: u32) {
    if dropped > 0 {
        push_varint_field(out, count_tag, u64::from(dropped));
    }
}

/// The `KeyValue`s of one span, event or link: a key once, at its first place, with its last value.
#[derive(Default)]
struct Attributes<'a> {
    in_order: Vec<&'a [u8]>,
    by_key: HashMap<&'a [u8], usize>,
    dropped: u32,
}

impl<'a> Attributes<'a> {
    fn add(&mut self, pair: &'a [u8], limit: u32) {
        let key = match Fields::new(pair).next() {
            Some((_, Field::Delimited(key))) => key,
            _ => return,
        };
        if let Some(&place) = self.by_key.get(key) {
            self.in_order[place] = pair;
        } else if self.in_order.len() < limit as usize {
            self.by_key.insert(key, self.in_order.len());
            self.in_order.push(pair);
        } else {
            self.dropped += 1;
        }
    }
}
