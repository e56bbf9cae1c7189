//! Attribute values as text: strings in quotes, so that `1` and `"1"` look different.

use crate::escape::{escaped, quoted};
use opentelemetry::{Array, Value};

/// The value in the notation of the trees: `"text"`, `42`, `1.5`, `true`, `["a","b"]`.
pub(crate) fn value(value: &Value) -> String {
    match value {
        Value::Bool(flag) => flag.to_string(),
        Value::I64(number) => number.to_string(),
        Value::F64(number) => format!("{number:?}"),
        Value::String(text) => quoted(text.as_str()),
        Value::Array(Array::Bool(items)) => list(items, bool::to_string),
        Value::Array(Array::I64(items)) => list(items, i64::to_string),
        Value::Array(Array::F64(items)) => list(items, |number| format!("{number:?}")),
        Value::Array(Array::String(items)) => list(items, |text| quoted(text.as_str())),
        // Kinds of value that OpenTelemetry may add.
        other => escaped(&other.as_str()).into_owned(),
    }
}

fn list<T>(items: &[T], item: impl Fn(&T) -> String) -> String {
    let items: Vec<String> = items.iter().map(item).collect();
    format!("[{}]", items.join(","))
}
