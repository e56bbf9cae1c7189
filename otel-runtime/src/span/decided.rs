//! What the sampler says of a span before name and attributes are known, and what others are told of
//! it in the trace state.

use opentelemetry::trace::{SpanContext, TraceId, TraceState};

use super::begin::{record_of, valid};
use crate::{
    buffer::Local,
    callsite::CallSite,
    provider::Core,
    record::{Record, State, proto::tag, write},
    sampling::{self, Verdict, Weight},
};

/// What can be said before name and attributes are known.
#[inline]
pub(super) fn decide(
    local: &mut Local,
    core: &'static Core,
    parent: &SpanContext,
    trace_id: TraceId,
) -> Option<Verdict> {
    let parent = valid(parent);
    local
        .sampler
        .of(&core.sampler)
        .decide_early(parent, trace_id)
}

#[inline]
fn state_of(verdict: Option<Verdict>) -> State {
    match verdict {
        Some(Verdict::Keep(_)) => State::Recording,
        Some(Verdict::Drop) => State::Unsampled,
        None => State::Undecided,
    }
}

/// A record about which the sampler has said what it could.
#[inline(never)]
pub(super) fn decided_record(
    local: &mut Local,
    core: &'static Core,
    site: &'static CallSite,
    parent: &SpanContext,
    trace_id: TraceId,
    verdict: Option<Verdict>,
) -> Box<Record> {
    decided_here(local, core, site, parent, trace_id, verdict)
}

/// The same, written out where it is called: 60 instructions less a root.
#[inline(always)]
pub(super) fn decided_here(
    local: &mut Local,
    core: &'static Core,
    site: &'static CallSite,
    parent: &SpanContext,
    trace_id: TraceId,
    verdict: Option<Verdict>,
) -> Box<Record> {
    let mut record = record_of(local, core, site, parent, trace_id, state_of(verdict));
    let is_weighed = matches!(verdict, Some(Verdict::Keep(Weight::Threshold(_))));
    if is_weighed || *parent.trace_state() != TraceState::NONE {
        write_trace_state(local, &mut record, parent, verdict);
    }
    record
}

/// Gives a record its parent's trace state, as the sampler changes it.
#[cold]
pub(super) fn write_trace_state(
    local: &mut Local,
    record: &mut Record,
    parent: &SpanContext,
    verdict: Option<Verdict>,
) {
    let (core, trace_id) = (record.header.core, record.header.trace_id);
    let changed = match record.state {
        State::Undecided | State::Adopted { .. } => None,
        State::Recording | State::Unsampled if record.header.trace_flags & 1 == 0 => {
            sampling::of_dropped(parent)
        }
        // Where the parent settled it, nobody has asked the sampler.
        _ => match verdict.or_else(|| decide(local, core, parent, trace_id)) {
            Some(Verdict::Keep(weight)) => weight.trace_state(valid(parent)),
            Some(Verdict::Drop) | None => None,
        },
    };
    record.trace_state = changed.unwrap_or_else(|| parent.trace_state().clone());
    // Whether it is the sampler's is not known before the sampler is asked.
    if record.state != State::Undecided {
        write::trace_state(&mut record.body, tag::TRACE_STATE, &record.trace_state);
    }
}
