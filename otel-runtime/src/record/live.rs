//! A span that is still being written.

use std::time::SystemTime;

use opentelemetry::{
    Context,
    trace::{SpanContext, TraceFlags, TraceState},
};

use super::{Buffer, Header, Marks, write::unix_nanos};
use crate::{buffer::CurrentSpan, processing::Secrets, span::Slot};

/// A span, owned by its guard or its future.
#[derive(Debug)]
pub(crate) struct Record {
    pub(crate) header: Header,
    /// The fields of the OTLP `Span` message that are written as they come.
    pub(crate) body: Buffer,
    pub(crate) trace_state: TraceState,
    /// Where an error's message is put together; empty in between.
    pub(crate) text: String,
    /// The masked values that are replaced in the texts of errors and panics.
    pub(crate) secrets: Secrets,
    /// Where others write who reach the span through the OpenTelemetry Context.
    pub(crate) slot: Option<&'static Slot>,
    /// The Context in which the span is current; for futures, which attach it at every poll, and
    /// for spans of an adopted provider.
    pub(crate) context: Option<Context>,
    /// The parent that was named, or is that of a call which has returned, until the span is entered.
    pub(crate) parent: Option<Context>,
    /// What was current on this call path before.
    pub(crate) previous: CurrentSpan,
    pub(crate) state: State,
    /// Whether the thread was unwinding already when the span started: then it is not this
    /// span's panic.
    pub(crate) began_in_panic: bool,
    /// Whether an error or a panic was taken down.
    pub(crate) failed: Failed,
}

/// What was taken down of a failure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Failed {
    No,
    /// So far its type, in the user's words.
    Typed,
    /// An expected error: its type and no more.
    Expected,
    Yes,
}

/// How a span is taken down.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum State {
    /// To be exported.
    Recording,
    /// Only carries the decision not to sample.
    Unsampled,
    /// The sampler is not ours and has to be asked when the attributes are known.
    Undecided,
    /// The span is an adopted provider's; the bytes up to here are in it already.
    Adopted { known: usize },
}

impl Record {
    pub(crate) fn new(header: Header) -> Self {
        Self {
            header,
            body: Buffer::new(),
            trace_state: TraceState::NONE,
            text: String::new(),
            secrets: Secrets::new(),
            slot: None,
            context: None,
            parent: None,
            previous: CurrentSpan::NONE,
            state: State::Recording,
            began_in_panic: false,
            failed: Failed::No,
        }
    }

    /// Makes the record ready for another span.
    #[inline(always)]
    pub(crate) fn reset(&mut self) {
        self.body.clear();
        self.trace_state = TraceState::NONE;
        self.context = None;
        self.secrets.clear();
        self.state = State::Recording;
        self.failed = Failed::No;
    }

    /// The span's own context, as children and headers see it.
    #[inline]
    pub(crate) fn span_context(&self) -> SpanContext {
        SpanContext::new(
            self.header.trace_id,
            self.header.span_id,
            TraceFlags::new(self.header.trace_flags),
            false,
            self.trace_state.clone(),
        )
    }

    /// The span as the call path's current one.
    #[inline]
    pub(crate) fn as_current(&self) -> CurrentSpan {
        CurrentSpan(self.slot)
    }

    /// Notes that the bytes may repeat what they said before.
    pub(crate) fn written_late(&mut self, named: bool) {
        self.header.marks.set(Marks::REVISED);
        if named {
            self.header.marks.set(Marks::NAMED);
        }
    }

    /// Ends the span at a time that the caller gave.
    pub(crate) fn end_at(&mut self, time: SystemTime) {
        self.header.end = unix_nanos(time);
        self.header.marks.set(Marks::END_ABSOLUTE);
    }

    /// Ends the span at a tick of the clock.
    pub(crate) fn end_at_ticks(&mut self, ticks: u64) {
        self.header.end = ticks;
    }

    /// When the outcome was known: the span's end, unless a caller has fixed that.
    pub(crate) fn outcome_ticks(&self) -> u64 {
        if self.header.end == 0 || self.header.marks.has(Marks::END_ABSOLUTE) {
            self.header.core.clock.raw()
        } else {
            self.header.end
        }
    }

    /// Ends the span now, unless a caller has fixed its end.
    #[inline]
    pub(crate) fn end_now(&mut self) {
        if self.header.end == 0 && !self.header.marks.has(Marks::END_ABSOLUTE) {
            self.header.end = self.header.core.clock.raw();
        }
    }
}

impl Drop for Record {
    fn drop(&mut self) {
        if let Some(slot) = self.slot.take() {
            slot.close();
            slot.give_back();
        }
    }
}
