//! Spans of somebody else's provider, for programs that `adopt` one.
//!
//! The macro writes its bytes as always; what a foreign span takes is decoded from them.

use opentelemetry::{
    Context,
    global::BoxedTracer,
    trace::{SpanBuilder, Status, TraceContextExt, Tracer},
};

use crate::record::{Record, State, decode::decode};

/// Starts the adopted provider's span with what was written so far.
#[cold]
pub(super) fn start(record: &mut Record, parent: Option<&Context>) -> Context {
    let parent = parent.cloned().unwrap_or_else(Context::current);
    let Some(provider) = &record.header.core.adopted else {
        return parent;
    };
    let site = record.header.site;
    let parts = decode(record.body.as_slice());
    let name = parts.name.unwrap_or(site.name().into());
    let builder = SpanBuilder::from_name(name)
        .with_kind(record.header.kind.into())
        .with_attributes(parts.attributes)
        .with_links(parts.links.links);
    let scope = site.instrumentation_scope().scope.clone();
    let tracer = BoxedTracer::new(provider.boxed_tracer(scope));
    let context = if site.is_root() {
        let root = Context::new();
        parent.with_span(tracer.build_with_context(builder, &root))
    } else {
        parent.with_span(tracer.build_with_context(builder, &parent))
    };
    record.state = State::Adopted {
        known: record.body.len(),
    };
    record.context = Some(context.clone());
    context
}

/// Hands over what was written since and ends the span.
#[cold]
pub(super) fn end(mut record: Box<Record>, known: usize) {
    let parts = decode(&record.body.as_slice()[known..]);
    if let Some(context) = record.context.take() {
        let span = context.span();
        span.set_attributes(parts.attributes);
        for event in parts.events.events {
            span.add_event(event.name, event.attributes);
        }
        if parts.status != Status::Unset {
            span.set_status(parts.status);
        }
        span.end();
    }
}
