//! Spans with fixed ids and times, for the tests of the backends.

use opentelemetry::trace::{
    Event, SpanContext, SpanId, SpanKind, Status, TraceFlags, TraceId, TraceState,
};
use opentelemetry::{InstrumentationScope, KeyValue, Value};
use opentelemetry_sdk::trace::{SpanData, SpanEvents, SpanLinks};
use std::time::{Duration, SystemTime};

/// Midnight of the trace: all times of the tests count from here.
const BASE: Duration = Duration::from_secs(1_767_225_600);

/// A span with `id` in trace 1, a child of `parent` (0: none), from `start` to `end` microseconds.
pub(crate) fn span(name: &str, id: u64, parent: u64, start: u64, end: u64) -> Fixture {
    let time = |micros| SystemTime::UNIX_EPOCH + BASE + Duration::from_micros(micros);
    Fixture(SpanData {
        span_context: context(0x4bf9_2f35_77b3_4da6_a3ce_929d_0e0e_4736, id),
        parent_span_id: SpanId::from(parent),
        parent_span_is_remote: false,
        span_kind: SpanKind::Internal,
        name: name.to_string().into(),
        start_time: time(start),
        end_time: time(end),
        attributes: Vec::new(),
        dropped_attributes_count: 0,
        events: SpanEvents::default(),
        links: SpanLinks::default(),
        status: Status::Unset,
        instrumentation_scope: InstrumentationScope::default(),
    })
}

fn context(trace: u128, id: u64) -> SpanContext {
    SpanContext::new(
        TraceId::from(trace),
        SpanId::from(id),
        TraceFlags::SAMPLED,
        false,
        TraceState::default(),
    )
}

/// A span in the making.
#[derive(Clone)]
pub(crate) struct Fixture(pub(crate) SpanData);

impl Fixture {
    pub(crate) fn trace(mut self, trace: u128) -> Self {
        self.0.span_context = context(
            trace,
            u64::from_be_bytes(self.0.span_context.span_id().to_bytes()),
        );
        self
    }

    #[cfg(feature = "console")]
    pub(crate) fn remote_parent(mut self) -> Self {
        self.0.parent_span_is_remote = true;
        self
    }

    pub(crate) fn kind(mut self, kind: SpanKind) -> Self {
        self.0.span_kind = kind;
        self
    }

    pub(crate) fn with(mut self, key: &str, value: impl Into<Value>) -> Self {
        self.0
            .attributes
            .push(KeyValue::new(key.to_string(), value.into()));
        self
    }

    pub(crate) fn ok(mut self) -> Self {
        self.0.status = Status::Ok;
        self
    }

    pub(crate) fn cancelled(self) -> Self {
        self.with("outcome", "cancelled")
    }

    pub(crate) fn event(mut self, name: &'static str, attributes: Vec<KeyValue>) -> Self {
        self.0
            .events
            .events
            .push(Event::new(name, self.0.end_time, attributes, 0));
        self
    }

    /// An error that came up from a child: status and type, no event.
    pub(crate) fn failed(mut self, kind: &str, message: &str) -> Self {
        self.0.status = Status::error(message.to_string());
        self.with("error.type", kind.to_string())
    }

    /// An error that appeared here: with its exception event.
    pub(crate) fn error(self, kind: &str, message: &str) -> Self {
        self.failed(kind, message).event(
            "exception",
            vec![
                KeyValue::new("exception.type", kind.to_string()),
                KeyValue::new("exception.message", message.to_string()),
            ],
        )
    }
}

/// The finished spans of the fixtures.
pub(crate) fn spans(fixtures: impl IntoIterator<Item = Fixture>) -> Vec<SpanData> {
    fixtures.into_iter().map(|fixture| fixture.0).collect()
}
