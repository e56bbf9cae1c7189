//! The last steps of a span's start: attributes, the decision that waited for them, the Context.

use opentelemetry::{Context, trace::TraceContextExt};

use super::{adopted, begin::valid};
use crate::{
    propagation,
    record::{
        Record, State, decode,
        proto::{push_delimited, tag},
        write,
    },
    sampling::{Decision, SamplingQuestion},
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
    let decision = record.header.core.sampler.decide(&SamplingQuestion {
        parent,
        trace_id: record.header.trace_id,
        name: parts.name.as_deref().unwrap_or(record.header.site.name()),
        kind: record.header.kind.into(),
        attributes: &parts.attributes,
        links: &parts.links,
    });
    let Decision::RecordAndSample {
        attributes,
        trace_state,
    } = decision
    else {
        record.state = match record.header.core.tail {
            Some(_) => State::Recording,
            None => State::Unsampled,
        };
        return;
    };
    record.state = State::Recording;
    record.header.trace_flags |= 1;
    for attribute in &attributes {
        write::api_attribute(&mut record.body, attribute);
        record.written_late(false);
    }
    if let Some(state) = trace_state {
        // Also where it is empty: the parent's is in the bytes already.
        push_delimited(
            &mut record.body,
            tag::TRACE_STATE,
            state.header().as_bytes(),
        );
        record.trace_state = state;
        record.written_late(false);
    }
}

/// Makes the Context in which the new span is current, under `parent` (default: the current one).
pub(crate) fn enter_context(record: &mut Record, parent: Option<&Context>) -> Context {
    if record.state == State::Unsampled
        && let Some(context) = record.context.take()
    {
        return context;
    }
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
            // The parent carries the decision already; not for a root, whose trace is another, nor
            // where it was made here.
            Some(parent)
                if parent.span().span_context().is_valid()
                    && !record.header.site.is_root()
                    && !is_open(parent) =>
            {
                parent.clone()
            }
            Some(parent) => parent.with_remote_span_context(record.span_context()),
            None => {
                let context = record.span_context();
                Context::map_current(|cx| cx.with_remote_span_context(context))
            }
        },
    }
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
