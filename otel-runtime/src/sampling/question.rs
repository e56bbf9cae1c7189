//! What a sampler is asked and what it answers.

use opentelemetry::{
    KeyValue,
    trace::{Link, SpanContext, SpanKind, TraceId, TraceState},
};

use super::threshold::Threshold;

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

/// The answer of a sampler that needs neither name nor attributes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Verdict {
    Drop,
    Keep(Weight),
}

impl Verdict {
    pub(super) fn decision(self, parent: Option<&SpanContext>) -> Decision {
        match self {
            Self::Drop => Decision::Drop,
            Self::Keep(weight) => Decision::RecordAndSample {
                attributes: Vec::new(),
                trace_state: weight.trace_state(parent),
            },
        }
    }
}

/// What a kept span's trace state says of how many spans it stands for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Weight {
    /// What its parent's says.
    Inherited,
    /// Itself alone. Where nothing was said before, nothing is: it is what most programs have, and
    /// a trace state costs each span of the trace some allocations.
    One,
    /// Nothing, because it was not chance that kept it.
    Unknown,
    /// As many as this threshold says.
    Threshold(Threshold),
}
