//! The spans of one local trace, until it is decided.

use std::time::Instant;

use opentelemetry::trace::{SpanId, TraceId};

use super::decided::Outcome;
use crate::record::{FinishedSpan, StoredSpans, decode};

/// A local trace: the spans of a trace under one local root.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct TraceKey {
    trace_id: TraceId,
    /// Invalid for spans of which it is not known.
    local_root: SpanId,
}

impl TraceKey {
    pub(super) fn new(trace_id: TraceId, local_root: SpanId) -> Self {
        Self {
            trace_id,
            local_root,
        }
    }

    pub(super) fn of(span: &FinishedSpan<'_>) -> Self {
        Self::new(span.header.trace_id, span.header.local_root)
    }

    /// The spans of the trace whose local root is not known.
    pub(super) fn without_root(self) -> Self {
        Self::new(self.trace_id, SpanId::INVALID)
    }
}

/// What is known of a local trace so far.
#[derive(Debug)]
pub(super) struct Held {
    pub(super) spans: StoredSpans,
    pub(super) since: Instant,
    /// Whether any of its spans has failed.
    pub(super) failed: bool,
    /// Whether the sampler had kept it.
    pub(super) sampled: bool,
    /// Whether the local root was slow.
    pub(super) slow: bool,
}

impl Held {
    pub(super) fn new(since: Instant) -> Self {
        Self {
            spans: StoredSpans::default(),
            since,
            failed: false,
            sampled: false,
            slow: false,
        }
    }

    pub(super) fn push(&mut self, span: &FinishedSpan<'_>) {
        self.failed |= decode::is_error(span.body);
        self.sampled |= is_sampled(span);
        self.spans.push(span);
    }

    /// What becomes of the trace by what is known of it, in these parts.
    pub(super) fn outcome<'a>(mut parts: impl Iterator<Item = &'a Self> + Clone) -> Outcome {
        if parts.clone().any(|part| part.failed || part.slow) {
            Outcome::ForCertain
        } else if parts.any(|part| part.sampled) {
            Outcome::ByChance
        } else {
            Outcome::Dropped
        }
    }
}

fn is_sampled(span: &FinishedSpan<'_>) -> bool {
    span.header.trace_flags & 1 != 0
}

/// Whether it is its own local root.
pub(super) fn is_local_root(span: &FinishedSpan<'_>) -> bool {
    span.header.span_id == span.header.local_root
}
