//! What a sampler is asked and what it answers.

use opentelemetry::{
    KeyValue,
    trace::{Link, SpanContext, SpanKind, TraceId, TraceState},
};

/// What is known of a span before it starts.
#[derive(Debug)]
pub(crate) struct SamplingQuestion<'a> {
    /// The parent; `None` for a root.
    pub(crate) parent: Option<&'a SpanContext>,
    pub(crate) trace_id: TraceId,
    pub(crate) name: &'a str,
    pub(crate) kind: SpanKind,
    pub(crate) attributes: &'a [KeyValue],
    pub(crate) links: &'a [Link],
}

/// A sampler's answer.
#[derive(Debug, PartialEq)]
pub(crate) enum Decision {
    /// The span is not recorded and its sampled flag is not set.
    Drop,
    /// The span is recorded and its sampled flag is set.
    RecordAndSample {
        /// What the sampler adds to the span.
        attributes: Vec<KeyValue>,
        /// The span's trace state, where it is not to be the parent's.
        trace_state: Option<TraceState>,
    },
}

impl Decision {
    /// Keeps the span and adds nothing; allocates nothing.
    pub(crate) const fn keep() -> Self {
        Self::RecordAndSample {
            attributes: Vec::new(),
            trace_state: None,
        }
    }
}
