//! The parent-based sampler: a span follows its parent, and a root asks another sampler.

use std::fmt;

use opentelemetry::trace::{SpanContext, TraceId};

use super::Sampler;

#[inline]
pub(super) fn decide_early(
    root: &Sampler,
    parent: Option<&SpanContext>,
    trace_id: TraceId,
) -> Option<bool> {
    match parent {
        Some(parent) => Some(parent.is_sampled()),
        None => root.decide_early(None, trace_id),
    }
}

pub(super) fn describe(root: &Sampler, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    write!(
        f,
        "ParentBased{{root:{root},\
         remoteParentSampled:AlwaysOnSampler,remoteParentNotSampled:AlwaysOffSampler,\
         localParentSampled:AlwaysOnSampler,localParentNotSampled:AlwaysOffSampler}}"
    )
}
