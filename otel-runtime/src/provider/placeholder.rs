//! Stands for two types of `export` until the branches meet.

use std::time::Duration;

use opentelemetry_sdk::trace::SpanExporter;

/// A destination of spans.
#[derive(Debug)]
pub struct Exporter {
    name: String,
}

impl Exporter {
    pub(crate) fn name(&self) -> &str {
        &self.name
    }
}

impl<E: SpanExporter + 'static> From<E> for Exporter {
    fn from(exporter: E) -> Self {
        Self {
            name: format!("{exporter:?}"),
        }
    }
}

/// When a backend sends what it has, and how much it may hold meanwhile.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BatchSettings {
    /// How long a span may wait for others before its batch is sent.
    pub delay: Duration,
    /// The most spans in a batch.
    pub max_spans: usize,
    /// The most bytes in a batch.
    pub max_bytes: usize,
    /// How long a batch may take from its first attempt to the answer.
    pub export_timeout: Duration,
    /// The most bytes a backend holds.
    pub queue_bytes: usize,
    /// The most spans a backend holds, beside `queue_bytes`.
    pub queue_spans: Option<usize>,
}

impl Default for BatchSettings {
    fn default() -> Self {
        Self {
            delay: Duration::from_secs(5),
            max_spans: 512,
            max_bytes: 7 << 19,
            export_timeout: Duration::from_secs(30),
            queue_bytes: 32 << 20,
            queue_spans: None,
        }
    }
}
