//! What a `SpanData` takes in memory, as far as a bounded queue has to know.

use opentelemetry::{Array, KeyValue, Value};
use opentelemetry_sdk::trace::SpanData;

/// The bytes that `span` takes: itself, its lists, and the text they own.
pub(crate) fn span_size(span: &SpanData) -> usize {
    let events = span
        .events
        .iter()
        .map(|event| size_of_val(event) + event.name.len() + attributes_size(&event.attributes));
    let links = span
        .links
        .iter()
        .map(|link| size_of_val(link) + attributes_size(&link.attributes));
    size_of_val(span)
        + span.name.len()
        + attributes_size(&span.attributes)
        + events.sum::<usize>()
        + links.sum::<usize>()
}

fn attributes_size(pairs: &[KeyValue]) -> usize {
    let pair =
        |pair: &KeyValue| size_of_val(pair) + pair.key.as_str().len() + text_size(&pair.value);
    pairs.iter().map(pair).sum()
}

fn text_size(value: &Value) -> usize {
    match value {
        Value::String(text) => text.as_str().len(),
        Value::Array(Array::Bool(items)) => items.len(),
        Value::Array(Array::I64(items)) => size_of_val(items.as_slice()),
        Value::Array(Array::F64(items)) => size_of_val(items.as_slice()),
        Value::Array(Array::String(items)) => items
            .iter()
            .map(|text| size_of_val(text) + text.as_str().len())
            .sum(),
        _ => 0,
    }
}
