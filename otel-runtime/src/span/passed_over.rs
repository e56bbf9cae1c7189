//! Calls that their call site's switch leaves out.

use opentelemetry::{
    Context,
    trace::{SpanContext, TraceContextExt, TraceId},
};

use crate::{buffer::Local, callsite::CallSite, provider::Core, record::Record};

/// A call that the call site's switch leaves out: no span of its own under a parent, and no trace
/// where it would have started one.
#[cold]
pub(super) fn pass_over(
    local: &mut Local,
    core: &'static Core,
    site: &'static CallSite,
    parents: &Context,
    named: bool,
) -> Option<Box<Record>> {
    let parent_span = parents.span();
    let parent = parent_span.span_context();
    let starts_trace = site.is_root() || !parent.is_valid();
    if core.adopted.is_some() || (!starts_trace && !named) {
        return None;
    }
    if !starts_trace {
        return Some(pass_on(local, core, site, parents));
    }
    let trace_id = local.new_trace_id();
    let mut record = local.unsampled_record(core, site, trace_id);
    let context = parents.with_remote_span_context(record.span_context());
    record.context = Some(context.with_value(PassedOver(trace_id)));
    Some(record)
}

/// A call without a span, of which what it calls belongs to the parent that was named: a trace goes
/// through.
#[cold]
pub(super) fn pass_on(
    local: &mut Local,
    core: &'static Core,
    site: &'static CallSite,
    named: &Context,
) -> Box<Record> {
    let trace_id = named.span().span_context().trace_id();
    let mut record = local.unsampled_record(core, site, trace_id);
    record.context = Some(named.clone());
    record
}

/// A trace of which nothing is recorded, also where all traces are.
#[derive(Clone, Copy, Debug)]
struct PassedOver(TraceId);

/// Whether the parent's trace was passed over from its start.
#[cold]
pub(super) fn is_passed_over(parents: &Context, parent: &SpanContext) -> bool {
    let passed_over = parents.get::<PassedOver>();
    passed_over.is_some_and(|PassedOver(trace_id)| *trace_id == parent.trace_id())
}
