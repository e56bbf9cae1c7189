//! Spans of somebody else's provider, for programs that `adopt` one.
//!
//! The macro writes its bytes as always; what a foreign span takes is decoded from them.

use opentelemetry::{
    Context,
    global::BoxedTracer,
    trace::{Link, Span, SpanBuilder, TraceContextExt, Tracer},
};

use super::{Slot, annotation::hand_over};
use crate::{
    buffer::make_current,
    callsite::CallSite,
    provider::Core,
    record::{Record, State, decode::decode},
};

/// Starts the adopted provider's span with what was written so far.
#[cold]
pub(super) fn start(record: &mut Record, parent: Option<&Context>) -> Context {
    let parent = parent.cloned().unwrap_or_else(Context::current);
    let site = record.header.site;
    let Some(tracer) = tracer(record.header.core, site) else {
        return parent;
    };
    let parts = decode(record.body.as_slice());
    let name = parts.name.unwrap_or(site.name().into());
    let mut links = parts.links.links;
    let has_parent = parent.span().span_context().is_valid();
    // A task that only links to its spawner has a span in its Context that is none: a sampler that
    // asks the parent would take that for one which is not sampled.
    let is_root = site.is_root() || (parent.has_active_span() && !has_parent);
    let root = is_root.then(Context::new);
    if is_root && has_parent {
        let current = parent.span().span_context().clone();
        links.push(Link::with_context(current));
    }
    let builder = SpanBuilder::from_name(name)
        .with_kind(record.header.kind.into())
        .with_attributes(parts.attributes)
        .with_links(links);
    let span = tracer.build_with_context(builder, root.as_ref().unwrap_or(&parent));
    if span.is_recording() {
        // Nobody writes there; children that fail leave their errors.
        let slot = *record.slot.get_or_insert_with(Slot::pooled);
        record.header.span_id = span.span_context().span_id();
        slot.open(&record.header, span.span_context().clone());
    }
    let context = parent.with_span(span);
    record.state = State::Adopted {
        known: record.body.len(),
    };
    record.context = Some(context.clone());
    context
}

/// The adopted provider's tracer for a call site; `None` where nothing is adopted.
pub(crate) fn tracer(core: &Core, site: &CallSite) -> Option<BoxedTracer> {
    let scope = site.instrumentation_scope().scope.clone();
    let provider = core.adopted.as_ref()?;
    Some(BoxedTracer::new(provider.boxed_tracer(scope)))
}

/// Hands over what was written since and ends the span.
#[cold]
pub(super) fn end(mut record: Box<Record>, known: usize) {
    make_current(record.previous);
    if let Some(context) = record.context.take() {
        let span = context.span();
        hand_over(&span, &record.body.as_slice()[known..]);
        span.end();
    }
}
