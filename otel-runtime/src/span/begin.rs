//! The start of a span: parent, sampling, ids.

use std::sync::atomic::Ordering;

use opentelemetry::{
    Context,
    trace::{SpanContext, TraceContextExt, TraceId, TraceState},
};

use super::{
    decided::{decide, decided_here, decided_record, write_trace_state},
    passed_over::{is_passed_over, pass_on, pass_over},
};
use crate::{
    buffer::{Local, current_span, is_ending, with_local},
    callsite::CallSite,
    context::spawner,
    propagation,
    provider::{Core, SCOPES, Scoped, unsampled_settles},
    record::{Header, Marks, RANDOM_TRACE_ID, Record, State, write},
    sampling::Verdict,
};

/// Starts a record under `parent` (default: the current Context) for the telemetry of the current
/// scope, else for `core`, else for the global one. `None` where nothing is to be done: no
/// telemetry, suppressed, under an unsampled parent that settles it, or on a thread that is ending
/// and has taken its state down already.
#[inline(never)]
pub(crate) fn begin(
    site: &'static CallSite,
    parent: Option<&Context>,
    core: Option<&'static Core>,
) -> Option<Box<Record>> {
    if is_ending() {
        return None;
    }
    Context::map_current(|cx| {
        let parents = parent.unwrap_or(cx);
        let span = parents.span();
        // First, and before the thread's own state is looked at: the most frequent answer. A parent
        // that was named is not current yet, and what is called must see its decision.
        let settles = || unsampled_settles() && !site.is_root();
        if parent.is_none() && is_unsampled(span.span_context()) && settles() {
            return None;
        }
        with_local(|local| {
            local.mind_forks();
            let core = core.or_else(|| local.global.get());
            let core = telemetry_of(cx, parents, core)?;
            if core.disabled {
                return parent.map(|named| pass_on(local, core, site, named));
            }
            if cx.is_telemetry_suppressed() {
                return None;
            }
            let parent_span = span.span_context();
            if site.is_switched() && site.passes_over(local.chance()) {
                return pass_over(local, core, site, parents, parent.is_some());
            }
            let may_be_passed_over = is_unsampled(parent_span) && core.tail.is_some();
            if may_be_passed_over && is_passed_over(parents, parent_span) {
                return None;
            }
            if parent_span.is_valid() {
                let open = propagation::is_open(parents, parent_span.span_id());
                return begin_under(local, core, site, parent_span, parent.is_some(), open);
            }
            let mut record = if core.adopted.is_none() {
                begin_root(local, core, site, parents)
            } else {
                begin_under(local, core, site, parent_span, parent.is_some(), false)?
            };
            if let Some(spawner) = spawner(parents) {
                link_to(&mut record, spawner);
            }
            Some(record)
        })
        .flatten()
    })
}

#[inline]
pub(super) fn is_unsampled(parent: &SpanContext) -> bool {
    !parent.is_sampled() && parent.is_valid()
}

/// The telemetry for what happens in `cx`: its scope's, else the global one.
pub(crate) fn telemetry(cx: &Context) -> Option<&'static Core> {
    telemetry_or(cx, crate::provider::global())
}

#[inline]
fn telemetry_or(cx: &Context, core: Option<&'static Core>) -> Option<&'static Core> {
    if SCOPES.load(Ordering::Relaxed) {
        scope_of(cx).or(core)
    } else {
        core
    }
}

/// The current scope's telemetry; where there is none, that of the scope which the parent was in.
#[inline]
fn telemetry_of(
    current: &Context,
    parent: &Context,
    core: Option<&'static Core>,
) -> Option<&'static Core> {
    if SCOPES.load(Ordering::Relaxed) {
        scope_of(current).or_else(|| scope_of(parent)).or(core)
    } else {
        core
    }
}

#[inline]
fn scope_of(cx: &Context) -> Option<&'static Core> {
    cx.get::<Scoped>().map(|Scoped(core)| *core)
}

/// A root. One that is not sampled needs nothing but the Context that carries the decision.
///
/// A call of its own: written out in `begin`, it made even those calls slower that do not get here.
#[inline(never)]
fn begin_root(
    local: &mut Local,
    core: &'static Core,
    site: &'static CallSite,
    parents: &Context,
) -> Box<Record> {
    let trace_id = local.new_trace_id();
    let verdict = if propagation::denies(parents) {
        Some(Verdict::Drop)
    } else {
        local.sampler.decide_root(&core.sampler, trace_id)
    };
    if verdict != Some(Verdict::Drop) || core.tail.is_some() {
        let none = &SpanContext::NONE;
        let mut record = decided_here(local, core, site, none, trace_id, verdict);
        record.header.trace_flags |= RANDOM_TRACE_ID;
        return record;
    }
    let mut record = local.unsampled_record(core, site, trace_id);
    record.context = Some(parents.with_remote_span_context(record.span_context()));
    record
}

/// Links a root to the span that started its task.
#[cold]
fn link_to(record: &mut Record, spawner: &SpanContext) {
    if record.state != State::Unsampled {
        write::link(&mut record.body, spawner, &[]);
    }
}

#[inline(always)]
fn begin_under(
    local: &mut Local,
    core: &'static Core,
    site: &'static CallSite,
    parent: &SpanContext,
    named: bool,
    open: bool,
) -> Option<Box<Record>> {
    if core.adopted.is_some() {
        return Some(record(
            local,
            core,
            site,
            parent,
            Some(State::Adopted { known: 0 }),
        ));
    }
    if site.is_root() {
        let mut record = record(local, core, site, &SpanContext::NONE, None);
        record.header.trace_flags |= RANDOM_TRACE_ID;
        if parent.is_valid() && record.state != State::Unsampled {
            write::link(&mut record.body, parent, &[]);
        }
        return Some(record);
    }
    let mut known = None;
    if parent.is_valid() {
        if open {
            // As if it were a root, but in its parent's trace.
            let verdict = local.sampler.decide_root(&core.sampler, parent.trace_id());
            return Some(decided_record(
                local,
                core,
                site,
                parent,
                parent.trace_id(),
                verdict,
            ));
        }
        if parent.is_sampled() {
            let keeps = core.sampler.keeps_under_sampled();
            known = keeps.then_some(State::Recording);
        } else if core.sampler.drops_under_unsampled() {
            if !named {
                return None;
            }
            known = Some(State::Unsampled);
        }
    }
    Some(record(local, core, site, parent, known))
}

#[inline(always)]
fn record(
    local: &mut Local,
    core: &'static Core,
    site: &'static CallSite,
    parent: &SpanContext,
    known: Option<State>,
) -> Box<Record> {
    let trace_id = if parent.is_valid() {
        parent.trace_id()
    } else {
        local.new_trace_id()
    };
    let Some(state) = known else {
        let verdict = decide(local, core, parent, trace_id);
        return decided_record(local, core, site, parent, trace_id, verdict);
    };
    let mut record = record_of(local, core, site, parent, trace_id, state);
    if *parent.trace_state() != TraceState::NONE {
        write_trace_state(local, &mut record, parent, None);
    }
    record
}

#[inline(always)]
pub(super) fn record_of(
    local: &mut Local,
    core: &'static Core,
    site: &'static CallSite,
    parent: &SpanContext,
    trace_id: TraceId,
    state: State,
) -> Box<Record> {
    let sampled = state == State::Recording;
    // Before its end is known, the sampler's decision is what others are told, and no more.
    let state = if state == State::Unsampled && core.tail.is_some() {
        State::Recording
    } else {
        state
    };
    let span_id = local.new_span_id();
    // Zero, all of it, where there is no parent.
    let parent_id = parent.span_id();
    let trace_flags = parent.trace_flags().with_sampled(false).to_u8();
    let mut marks = Marks::default();
    if parent.is_remote() {
        marks.set(Marks::PARENT_REMOTE);
    }
    let mut record = local.new_record(Header {
        core,
        site,
        trace_id,
        span_id,
        parent_id,
        local_root: current_span().local_root_under(core, parent, span_id),
        start: if state == State::Unsampled {
            0
        } else {
            core.clock.raw()
        },
        end: 0,
        body_len: 0,
        kind: site.kind(),
        trace_flags: trace_flags | u8::from(sampled),
        marks,
        process: local.process,
    });
    record.state = state;
    if state == State::Recording {
        record.slot = Some(local.new_slot());
    }
    record
}

#[inline]
pub(super) fn valid(parent: &SpanContext) -> Option<&SpanContext> {
    parent.is_valid().then_some(parent)
}
