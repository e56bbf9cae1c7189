//! The last steps of a span's start: attributes, the decision that waited for them, the Context.

use opentelemetry::{Context, trace::TraceContextExt};

use super::{
    adopted,
    begin::{is_unsampled, valid},
};
use crate::{
    buffer::with_local,
    propagation,
    record::{Record, State, decode, proto::tag, write},
    sampling::{self, Decision, SamplingQuestion},
};

/// Settles a record whose sampler had to wait for name and attributes.
#[cold]
pub(crate) fn ask_sampler(record: &mut Record, parent: &Context) {
    let parent_span = parent.span();
    let parent = if record.header.site.is_root() || is_open(parent) {
        None
    } else {
        valid(parent_span.span_context())
    };
    let parts = decode::decode(record.body.as_slice());
    let in_use = &record.header.core.sampler;
    let sampler = with_local(|local| local.sampler.of(in_use));
    let sampler = sampler.unwrap_or_else(|| in_use.current());
    let decision = sampler.decide(&SamplingQuestion {
        parent,
        trace_id: record.header.trace_id,
        name: parts.name.as_deref().unwrap_or(record.header.site.name()),
        kind: record.header.kind.into(),
        attributes: &parts.attributes,
        links: &parts.links,
    });
    record.state = match (&decision, record.header.core.tail) {
        (Decision::Drop, None) => State::Unsampled,
        _ => State::Recording,
    };
    let changed = match decision {
        Decision::Drop => parent.and_then(sampling::of_dropped),
        Decision::RecordAndSample {
            attributes,
            trace_state,
        } => {
            record.header.trace_flags |= 1;
            for attribute in &attributes {
                write::api_attribute(&mut record.body, attribute);
                record.written_late(false);
            }
            trace_state
        }
    };
    if let Some(state) = changed {
        record.trace_state = match parent {
            Some(_) => state,
            // What others wrote goes on, though the decision is made as about a root.
            None => sampling::with_others(state, &record.trace_state),
        };
    }
    write::trace_state(&mut record.body, tag::TRACE_STATE, &record.trace_state);
}

/// Makes the Context in which the new span is current, under `parent` (default: the current one).
#[inline(always)]
pub(crate) fn enter_context(record: &mut Record, parent: Option<&Context>) -> Context {
    // A root that is not sampled has brought its own, and is all but done.
    if record.state == State::Unsampled
        && let Some(context) = record.context.take()
    {
        return context;
    }
    make_context(record, parent)
}

#[inline(never)]
fn make_context(record: &mut Record, parent: Option<&Context>) -> Context {
    match record.state {
        State::Recording => {
            let slot = *record.slot.get_or_insert_with(super::Slot::pooled);
            let handle = slot.open(&record.header, record.span_context());
            match parent {
                None => Context::current_with_span(handle),
                Some(parent) => parent.with_span(handle),
            }
        }
        State::Adopted { .. } => adopted::start(record, parent),
        State::Unsampled | State::Undecided => match parent {
            Some(parent) if carries_decision(parent, record) => parent.clone(),
            Some(parent) => parent.with_remote_span_context(record.span_context()),
            None => {
                let context = record.span_context();
                Context::map_current(|cx| cx.with_remote_span_context(context))
            }
        },
    }
}

/// Whether the parent says already that nothing is sampled here. It does not for a root, whose trace
/// is another, nor where it was sampled itself or the decision was made here.
fn carries_decision(parent: &Context, record: &Record) -> bool {
    let unsampled = is_unsampled(parent.span().span_context());
    unsampled && !record.header.site.is_root() && !is_open(parent)
}

/// Whether a decision is made for the spans under this parent as if they were roots.
fn is_open(parent: &Context) -> bool {
    propagation::is_open(parent, parent.span().span_context().span_id())
}

/// Runs what the macro wrote for the attributes and settles the decision.
#[inline]
pub(crate) fn take_down(record: &mut Record, attributes: impl FnOnce(&mut super::Attributes<'_>)) {
    if matches!(record.state, State::Unsampled) {
        return;
    }
    attributes(&mut super::Attributes::new(record));
    if matches!(record.state, State::Undecided) {
        settle(record);
    }
}

#[cold]
fn settle(record: &mut Record) {
    let parent = record.parent.take();
    // A clone: a sampler that is not ours must not run while the current Context is borrowed.
    ask_sampler(record, &parent.clone().unwrap_or_else(Context::current));
    record.parent = parent;
}
