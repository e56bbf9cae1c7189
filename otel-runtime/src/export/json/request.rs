//! An `ExportTraceServiceRequest` as JSON, in the encoding that OTLP defines: ids in hexadecimal,
//! 64-bit integers as strings, enumerations as numbers, names in lower camel case.

use std::io;

use opentelemetry_proto::tonic::{
    collector::trace::v1::ExportTraceServiceRequest,
    common::v1::{AnyValue, KeyValue, any_value::Value},
};

use super::text;

/// The request as one line of JSON without its end.
pub(in crate::export) fn request(mut request: ExportTraceServiceRequest) -> io::Result<Vec<u8>> {
    for resource_spans in &mut request.resource_spans {
        if let Some(resource) = &mut resource_spans.resource {
            attributes(&mut resource.attributes);
        }
        for scope_spans in &mut resource_spans.scope_spans {
            if let Some(scope) = &mut scope_spans.scope {
                attributes(&mut scope.attributes);
            }
            for span in &mut scope_spans.spans {
                // It would become `null`, which not every receiver takes for its default.
                span.status.get_or_insert_default();
                attributes(&mut span.attributes);
                for event in &mut span.events {
                    attributes(&mut event.attributes);
                }
                for link in &mut span.links {
                    attributes(&mut link.attributes);
                }
            }
        }
    }
    let mut line = Vec::new();
    text::append(&mut line, &request)?;
    Ok(line)
}

pub(super) fn attributes(pairs: &mut [KeyValue]) {
    for value in pairs.iter_mut().filter_map(|pair| pair.value.as_mut()) {
        amend(value);
    }
}

/// JSON has no number for what is not finite, and `opentelemetry-proto` writes `null`, which says
/// that there is no value: it is kept as the text that the protobuf mapping has for it.
fn amend(any: &mut AnyValue) {
    match &mut any.value {
        Some(Value::DoubleValue(number)) => {
            if let Some(name) = not_finite(*number) {
                any.value = Some(Value::StringValue(name.to_owned()));
            }
        }
        Some(Value::ArrayValue(array)) => array.values.iter_mut().for_each(amend),
        Some(Value::KvlistValue(list)) => attributes(&mut list.values),
        _ => {}
    }
}

/// The name of a number that JSON has no form for.
pub(super) fn not_finite(number: f64) -> Option<&'static str> {
    if number.is_nan() {
        return Some("NaN");
    }
    number.is_infinite().then_some(match number {
        negative if negative < 0.0 => "-Infinity",
        _ => "Infinity",
    })
}
