//! A traced function's span as the OpenTelemetry API sees it.

use std::time::SystemTime;

use opentelemetry::{
    KeyValue,
    trace::{Span, SpanContext, Status},
};

use super::slot::{Side, Slot, number};
use crate::{
    clock::{clock, event_time},
    record::write::{self, ApiName, EventTime},
};

/// A traced function's span, as the Context holds it.
#[derive(Debug)]
pub(crate) struct Handle {
    slot: &'static Slot,
    context: SpanContext,
}

impl Handle {
    /// The handle of the span that is opened on `slot`.
    pub(super) fn new(slot: &'static Slot, context: SpanContext) -> Self {
        Self { slot, context }
    }

    fn end_at(&self, time: EventTime) {
        self.write(|side| side.ended_at = Some(time));
        self.slot.close_if(number(self.context.span_id()));
    }

    fn write(&self, write: impl FnOnce(&mut Side)) {
        self.slot.write(number(self.context.span_id()), write);
    }
}

impl Span for Handle {
    fn add_event<T: Into<ApiName>>(&mut self, name: T, attributes: Vec<KeyValue>) {
        let time = EventTime::Ticks(clock().raw());
        let name = name.into();
        self.write(|side| write::api_event(&mut side.body, &name, time, &attributes));
    }

    fn add_event_with_timestamp<T: Into<ApiName>>(
        &mut self,
        name: T,
        timestamp: SystemTime,
        attributes: Vec<KeyValue>,
    ) {
        let time = event_time(timestamp);
        let name = name.into();
        self.write(|side| write::api_event(&mut side.body, &name, time, &attributes));
    }

    fn span_context(&self) -> &SpanContext {
        &self.context
    }

    fn is_recording(&self) -> bool {
        self.slot.is_open_for(number(self.context.span_id()))
    }

    fn set_attribute(&mut self, attribute: KeyValue) {
        self.write(|side| write::api_attribute(&mut side.body, &attribute));
    }

    fn set_status(&mut self, status: Status) {
        self.write(|side| write::api_status(&mut side.body, &status));
    }

    fn update_name<T: Into<ApiName>>(&mut self, new_name: T) {
        let name = new_name.into();
        self.write(|side| {
            write::name(&mut side.body, &name);
            side.named = true;
        });
    }

    fn add_link(&mut self, span_context: SpanContext, attributes: Vec<KeyValue>) {
        if span_context.is_valid() {
            self.write(|side| write::link(&mut side.body, &span_context, &attributes));
        }
    }

    /// Fixes the end; the function's outcome still counts, its end no longer does.
    fn end(&mut self) {
        self.end_at(EventTime::Ticks(clock().raw()));
    }

    fn end_with_timestamp(&mut self, timestamp: SystemTime) {
        self.end_at(event_time(timestamp));
    }
}
