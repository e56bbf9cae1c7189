//! Our side of the OpenTelemetry API: provider, tracer, and the spans that others start.

use std::{borrow::Cow, time::SystemTime};

use opentelemetry::{
    Context, InstrumentationScope, KeyValue,
    global::BoxedSpan,
    trace::{
        Link, Span, SpanBuilder, SpanContext, Status, TraceContextExt, Tracer as _, TracerProvider,
    },
};

use super::Core;
use crate::{
    buffer::{recycle, submit},
    callsite::CallSite,
    clock::{clock, event_time},
    record::{
        Marks, Record, State,
        write::{self, EventTime, unix_nanos},
    },
    span::{adopted_tracer, ask_sampler, begin},
};

/// The OpenTelemetry API's tracer of a [`Telemetry`](crate::Telemetry): spans that libraries and
/// hand-written code start with it go the same way as those of `#[traced]`.
#[derive(Clone, Debug)]
pub struct Tracer {
    site: &'static CallSite,
    /// The telemetry, unless a scope is entered; `None`: the global one.
    core: Option<&'static Core>,
}

impl Tracer {
    pub(super) fn new(core: Option<&'static Core>, scope: InstrumentationScope) -> Self {
        Self {
            site: CallSite::of_scope(scope),
            core,
        }
    }
}

impl opentelemetry::trace::Tracer for Tracer {
    type Span = OwnedSpan;

    fn build_with_context(&self, builder: SpanBuilder, parent: &Context) -> OwnedSpan {
        match begin(self.site, Some(parent), self.core) {
            Some(record) => OwnedSpan::start(record, builder, parent),
            None => OwnedSpan::ignored(parent.span().span_context().clone()),
        }
    }
}

/// A span that was started through the OpenTelemetry API; ends when it is dropped.
#[derive(Debug)]
pub struct OwnedSpan {
    record: Option<Box<Record>>,
    /// The span of an adopted provider, in place of the record.
    adopted: Option<BoxedSpan>,
    context: SpanContext,
}

impl OwnedSpan {
    fn start(mut record: Box<Record>, builder: SpanBuilder, parent: &Context) -> Self {
        if let Some(tracer) = adopted_tracer(record.header.core, record.header.site) {
            recycle(record);
            let span = tracer.build_with_context(builder, parent);
            let context = span.span_context().clone();
            let (record, adopted) = (None, Some(span));
            return Self {
                record,
                adopted,
                context,
            };
        }
        write::name(&mut record.body, &builder.name);
        record.header.marks.set(Marks::NAMED);
        if let Some(kind) = &builder.span_kind {
            record.header.kind = kind.into();
        }
        if let Some(start) = builder.start_time {
            record.header.start = unix_nanos(start);
            record.header.marks.set(Marks::START_ABSOLUTE);
        }
        for link in builder.links.iter().flatten() {
            push_link(&mut record, link);
        }
        take_down_builder(&mut record, &builder, parent);
        let context = record.span_context();
        if record.state == State::Recording {
            let (record, adopted) = (Some(record), None);
            Self {
                record,
                adopted,
                context,
            }
        } else {
            recycle(record);
            Self::ignored(context)
        }
    }

    /// A span that takes nothing down: not sampled, or nothing traces.
    fn ignored(context: SpanContext) -> Self {
        Self {
            record: None,
            adopted: None,
            context,
        }
    }

    fn revise(&mut self, revise: impl FnOnce(&mut Record)) {
        if let Some(record) = &mut self.record {
            revise(record);
            record.written_late(false);
        }
    }
}

fn push_link(record: &mut Record, link: &Link) {
    if link.span_context.is_valid() {
        write::link(&mut record.body, &link.span_context, &link.attributes);
        // Their attributes have limits of their own.
        record.written_late(false);
    }
}

fn take_down_builder(record: &mut Record, builder: &SpanBuilder, parent: &Context) {
    if record.state != State::Unsampled {
        for pair in builder.attributes.iter().flatten() {
            write::api_attribute(&mut record.body, pair);
        }
    }
    if record.state == State::Undecided {
        ask_sampler(record, parent);
    }
    if builder.attributes.is_some() {
        record.written_late(false);
    }
    for event in builder.events.iter().flatten() {
        let time = EventTime::At(event.timestamp);
        write::api_event(&mut record.body, &event.name, time, &event.attributes);
        record.written_late(false);
    }
}

impl Span for OwnedSpan {
    fn add_event<T: Into<Cow<'static, str>>>(&mut self, name: T, attributes: Vec<KeyValue>) {
        let name = name.into();
        if let Some(adopted) = &mut self.adopted {
            return adopted.add_event(name, attributes);
        }
        let time = EventTime::Ticks(clock().raw());
        self.revise(|record| write::api_event(&mut record.body, &name, time, &attributes));
    }

    fn add_event_with_timestamp<T: Into<Cow<'static, str>>>(
        &mut self,
        name: T,
        timestamp: SystemTime,
        attributes: Vec<KeyValue>,
    ) {
        let name = name.into();
        if let Some(adopted) = &mut self.adopted {
            return adopted.add_event_with_timestamp(name, timestamp, attributes);
        }
        let time = event_time(timestamp);
        self.revise(|record| write::api_event(&mut record.body, &name, time, &attributes));
    }

    fn span_context(&self) -> &SpanContext {
        &self.context
    }

    fn is_recording(&self) -> bool {
        self.record.is_some() || self.adopted.as_ref().is_some_and(Span::is_recording)
    }

    fn set_attribute(&mut self, attribute: KeyValue) {
        if let Some(adopted) = &mut self.adopted {
            return adopted.set_attribute(attribute);
        }
        self.revise(|record| write::api_attribute(&mut record.body, &attribute));
    }

    fn set_status(&mut self, status: Status) {
        if let Some(adopted) = &mut self.adopted {
            return adopted.set_status(status);
        }
        self.revise(|record| write::api_status(&mut record.body, &status));
    }

    fn update_name<T: Into<Cow<'static, str>>>(&mut self, new_name: T) {
        let name = new_name.into();
        if let Some(adopted) = &mut self.adopted {
            return adopted.update_name(name);
        }
        self.revise(|record| write::name(&mut record.body, &name));
    }

    fn add_link(&mut self, span_context: SpanContext, attributes: Vec<KeyValue>) {
        if let Some(adopted) = &mut self.adopted {
            return adopted.add_link(span_context, attributes);
        }
        let link = Link::new(span_context, attributes, 0);
        self.revise(|record| push_link(record, &link));
    }

    fn end(&mut self) {
        if let Some(mut record) = self.record.take() {
            record.end_now();
            submit(record);
        } else if let Some(adopted) = &mut self.adopted {
            adopted.end();
        }
    }

    fn end_with_timestamp(&mut self, timestamp: SystemTime) {
        if let Some(mut record) = self.record.take() {
            match event_time(timestamp) {
                EventTime::Ticks(ticks) => record.end_at_ticks(ticks),
                EventTime::At(time) => record.end_at(time),
            }
            submit(record);
        } else if let Some(adopted) = &mut self.adopted {
            adopted.end_with_timestamp(timestamp);
        }
    }
}

impl Drop for OwnedSpan {
    fn drop(&mut self) {
        self.end();
    }
}

/// The OpenTelemetry API's provider of a [`Telemetry`](crate::Telemetry).
#[derive(Clone, Debug)]
pub struct Provider {
    core: &'static Core,
}

impl Provider {
    pub(crate) fn new(core: &'static Core) -> Self {
        Self { core }
    }
}

impl TracerProvider for Provider {
    type Tracer = Tracer;

    fn tracer_with_scope(&self, scope: InstrumentationScope) -> Tracer {
        Tracer::new(Some(self.core), scope)
    }
}
