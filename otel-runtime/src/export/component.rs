//! What metrics about the SDK call a backend, in the words of the semantic conventions.

use opentelemetry::KeyValue;

/// A backend as attributes. To the conventions its queue and its exporter are two components.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Component {
    pub(crate) exporter: Vec<KeyValue>,
    pub(crate) processor: Vec<KeyValue>,
}

impl Component {
    /// The backend of this name: with an exporter of type `kind`, which sends to `server` if that is
    /// known.
    pub(crate) fn new(name: &str, kind: &str, server: Option<(String, u16)>) -> Self {
        let mut exporter = attributes(name.to_owned(), kind.to_owned());
        if let Some((address, port)) = server {
            exporter.push(KeyValue::new("server.address", address));
            exporter.push(KeyValue::new("server.port", i64::from(port)));
        }
        let processor = "batching_span_processor";
        Self {
            exporter,
            processor: attributes(format!("{processor}/{name}"), processor.to_owned()),
        }
    }
}

/// What identifies a component.
pub(crate) fn attributes(name: String, kind: String) -> Vec<KeyValue> {
    vec![
        KeyValue::new("otel.component.name", name),
        KeyValue::new("otel.component.type", kind),
    ]
}

/// The same attributes, and why it failed.
pub(crate) fn with_error(attributes: &[KeyValue], error: &'static str) -> Vec<KeyValue> {
    let error = KeyValue::new("error.type", error);
    attributes.iter().cloned().chain([error]).collect()
}
