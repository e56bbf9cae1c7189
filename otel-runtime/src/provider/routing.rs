//! The provider in `opentelemetry::global` once a scope was entered.

use opentelemetry::{
    Context, InstrumentationScope,
    global::{BoxedSpan, BoxedTracer, GlobalTracerProvider},
    trace::{SpanBuilder, TracerProvider},
};

use super::{Scoped, Tracer};

/// Gives a span to the telemetry whose scope it starts in; outside of all scopes it goes where it
/// went before.
#[derive(Clone, Debug)]
pub(crate) struct RoutingProvider {
    before: GlobalTracerProvider,
}

impl RoutingProvider {
    pub(crate) fn in_front_of(before: GlobalTracerProvider) -> Self {
        Self { before }
    }
}

impl TracerProvider for RoutingProvider {
    type Tracer = RoutingTracer;

    fn tracer_with_scope(&self, scope: InstrumentationScope) -> RoutingTracer {
        RoutingTracer {
            scoped: BoxedTracer::new(Box::new(Tracer::new(None, scope.clone()))),
            before: self.before.tracer_with_scope(scope),
        }
    }
}

/// A tracer of the [`RoutingProvider`].
#[derive(Debug)]
pub(crate) struct RoutingTracer {
    scoped: BoxedTracer,
    before: BoxedTracer,
}

impl opentelemetry::trace::Tracer for RoutingTracer {
    type Span = BoxedSpan;

    fn build_with_context(&self, builder: SpanBuilder, parent: &Context) -> BoxedSpan {
        let scoped = |cx: &Context| cx.get::<Scoped>().is_some();
        if Context::map_current(scoped) || scoped(parent) {
            self.scoped.build_with_context(builder, parent)
        } else {
            self.before.build_with_context(builder, parent)
        }
    }
}
