//! A closure as a carrier.

use std::fmt;

use opentelemetry::propagation::Injector;

/// Calls a closure with the name and the value of each header, for carriers of any kind.
///
/// ```
/// use otel_runtime::{InjectWith, inject};
///
/// let mut headers: Vec<(String, Vec<u8>)> = Vec::new();
/// inject(&mut InjectWith(|name: &str, value: String| {
///     headers.push((name.to_owned(), value.into_bytes()));
/// }));
/// ```
///
/// What to write in it for the clients of message brokers:
///
/// | Carrier | In the closure |
/// |---|---|
/// | `async_nats::HeaderMap` | `headers.insert(name, value)` |
/// | `lapin::types::FieldTable` (AMQP) | `table.insert(name.into(), AMQPValue::LongString(value.into()))` |
/// | `rdkafka::message::OwnedHeaders` | `headers = take(&mut headers).insert(Header { key: name, value: Some(&value) })` |
/// | `tonic::metadata::MetadataMap` | none is needed: `inject_http(metadata.as_mut())` |
pub struct InjectWith<F>(pub F);

impl<F: FnMut(&str, String)> Injector for InjectWith<F> {
    fn set(&mut self, name: &str, value: String) {
        (self.0)(name, value);
    }
}

impl<F> fmt::Debug for InjectWith<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("InjectWith")
    }
}
