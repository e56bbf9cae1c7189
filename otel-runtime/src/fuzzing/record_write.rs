use arbitrary::Unstructured;
use opentelemetry::{
    KeyValue, StringValue, Value,
    trace::{SpanContext, SpanId, Status, TraceFlags, TraceId, TraceState},
};
use opentelemetry_proto::tonic::trace::v1::Span;
use prost::Message;

use super::span::{finished, header, no_limits};
use crate::record::{
    Buffer, Key, Marks, Reviser,
    proto::tag,
    write::{self, EventTime},
};

/// What was written in any order is read back, by us and by the official decoder: a key once with
/// its last value, the last name, and of the statuses the one that counts.
pub fn record_write(data: &[u8]) {
    let mut input = Unstructured::new(data);
    let mut body = Buffer::new();
    let mut expected = Expected::default();
    while !input.is_empty() {
        if expected.write(&mut input, &mut body).is_err() {
            break;
        }
    }
    let mut header = header();
    if expected.name.is_some() {
        header.marks.set(Marks::NAMED);
    }
    let mut reviser = Reviser::default();
    let revised = reviser.revise(&header, body.as_slice(), &no_limits(), |ticks| ticks);

    let mut bytes = Vec::new();
    finished(&header, revised).encode(&mut bytes);
    let official = Span::decode(bytes.as_slice()).unwrap();
    assert_eq!(official.name, expected.name.as_deref().unwrap_or("f"));
    assert_eq!(official.events.len(), expected.events);
    assert_eq!(official.links.len(), expected.links);
    let keys = official.attributes.iter().map(|pair| pair.key.as_str());
    let expected_keys = expected.attributes.iter().map(|pair| pair.key.as_str());
    assert!(keys.eq(expected_keys));

    let ours = finished(&header, revised).to_span_data();
    assert_eq!(ours.name, official.name);
    assert_eq!(ours.status, expected.status);
    assert_eq!(ours.events.len(), expected.events);
    assert_eq!(ours.links.len(), expected.links);
    // As text, for a number that is none is not equal to itself.
    assert_eq!(format!("{:?}", ours.attributes), format!("{:?}", expected.attributes));
}

#[derive(Default)]
struct Expected {
    name: Option<String>,
    attributes: Vec<KeyValue>,
    status: Status,
    events: usize,
    links: usize,
}

impl Expected {
    fn write(&mut self, input: &mut Unstructured<'_>, body: &mut Buffer) -> arbitrary::Result<()> {
        match input.int_in_range(0..=6)? {
            0 => {
                let name: &str = input.arbitrary()?;
                write::name(body, name);
                self.name = Some(name.to_owned());
            }
            1 => {
                let ticks = EventTime::Ticks(input.arbitrary()?);
                let pairs = [pair(input)?, pair(input)?];
                write::api_event(body, input.arbitrary()?, ticks, &pairs);
                self.events += 1;
            }
            2 => {
                let trace_id = TraceId::from(input.arbitrary::<u128>()?);
                let span_id = SpanId::from(input.arbitrary::<u64>()?);
                let flags = TraceFlags::new(input.arbitrary()?);
                let remote = input.arbitrary()?;
                let context = SpanContext::new(trace_id, span_id, flags, remote, TraceState::NONE);
                write::link(body, &context, &[pair(input)?]);
                self.links += 1;
            }
            3 => {
                let status = match input.arbitrary::<Option<&str>>()? {
                    Some(message) => Status::error(message.to_owned()),
                    None => Status::Ok,
                };
                write::api_status(body, &status);
                if self.status != Status::Ok {
                    self.status = status;
                }
            }
            4 => {
                let key: &str = input.arbitrary()?;
                let text: &str = input.arbitrary()?;
                write::formatted(body, tag::ATTRIBUTE, Key::text(key), |out| {
                    out.extend(text.as_bytes());
                });
                self.attribute(KeyValue::new(key.to_owned(), text.to_owned()));
            }
            _ => {
                let pair = pair(input)?;
                write::api_attribute(body, &pair);
                self.attribute(pair);
            }
        }
        Ok(())
    }

    fn attribute(&mut self, pair: KeyValue) {
        match self.attributes.iter_mut().find(|known| known.key == pair.key) {
            Some(known) => *known = pair,
            None => self.attributes.push(pair),
        }
    }
}

fn pair(input: &mut Unstructured<'_>) -> arbitrary::Result<KeyValue> {
    let key: &str = input.arbitrary()?;
    let several = |input: &mut Unstructured<'_>| input.int_in_range(1..=5usize);
    let value = match input.int_in_range(0..=7)? {
        0 => Value::Bool(input.arbitrary()?),
        1 => Value::I64(input.arbitrary()?),
        2 => Value::F64(input.arbitrary()?),
        3 => Value::Array(vec![input.arbitrary::<bool>()?; several(input)?].into()),
        4 => Value::Array(vec![input.arbitrary::<i64>()?; several(input)?].into()),
        5 => Value::Array(vec![input.arbitrary::<f64>()?; several(input)?].into()),
        6 => {
            let text = StringValue::from(input.arbitrary::<&str>()?.to_owned());
            Value::Array(vec![text; several(input)?].into())
        }
        _ => Value::String(input.arbitrary::<&str>()?.to_owned().into()),
    };
    Ok(KeyValue::new(key.to_owned(), value))
}
