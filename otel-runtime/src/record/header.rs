//! The plain fields of a span, beside its bytes.

use opentelemetry::trace::{SpanId, SpanKind, TraceId};

use crate::{callsite::CallSite, provider::Core};

/// The trace flag which says that a trace id's last seven bytes are random (W3C trace context, level
/// 2): those of ours are.
pub(crate) const RANDOM_TRACE_ID: u8 = 1 << 1;

/// What a span is apart from its OTLP bytes. Copied as it is into the thread's ring.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Header {
    /// The telemetry that the span belongs to.
    pub(crate) core: &'static Core,
    /// Name, kind and scope, as far as the bytes do not say otherwise.
    pub(crate) site: &'static CallSite,
    pub(crate) trace_id: TraceId,
    pub(crate) span_id: SpanId,
    pub(crate) parent_id: SpanId,
    /// The outermost span of this trace in this process and telemetry, where the start knew it
    /// (a span whose parent was carried by somebody else's means does not).
    pub(crate) local_root: SpanId,
    /// Ticks of the clock; nanoseconds since 1970 with [`Marks::START_ABSOLUTE`].
    pub(crate) start: u64,
    /// Ticks of the clock; nanoseconds since 1970 with [`Marks::END_ABSOLUTE`].
    pub(crate) end: u64,
    pub(crate) body_len: u32,
    pub(crate) kind: Kind,
    pub(crate) trace_flags: u8,
    pub(crate) marks: Marks,
    /// The process in which the span began, as [`crate::process::number`] says: a child made by
    /// `fork` does not send what its parent began.
    pub(crate) process: u8,
}

impl Header {
    /// A header that is yet to be filled in.
    pub(crate) fn of_site(core: &'static Core, site: &'static CallSite) -> Self {
        Self {
            core,
            site,
            trace_id: TraceId::INVALID,
            span_id: SpanId::INVALID,
            parent_id: SpanId::INVALID,
            local_root: SpanId::INVALID,
            start: 0,
            end: 0,
            body_len: 0,
            kind: site.kind(),
            trace_flags: 0,
            marks: Marks::default(),
            process: 0,
        }
    }
}

/// What the collector thread must know before it reads a span's bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Marks(u8);

impl Marks {
    pub(crate) const START_ABSOLUTE: Self = Self(1);
    pub(crate) const END_ABSOLUTE: Self = Self(1 << 1);
    /// The name is in the bytes, not the call site's.
    pub(crate) const NAMED: Self = Self(1 << 2);
    /// Written to after its start, by whoever: keys, names and states may repeat.
    pub(crate) const REVISED: Self = Self(1 << 3);
    /// Events carry ticks where their time belongs.
    pub(crate) const TICKS: Self = Self(1 << 4);
    pub(crate) const PARENT_REMOTE: Self = Self(1 << 5);

    #[inline]
    pub(crate) fn set(&mut self, mark: Self) {
        self.0 |= mark.0;
    }

    #[inline]
    pub(crate) fn has(self, mark: Self) -> bool {
        self.0 & mark.0 != 0
    }
}

/// The relation of a span to the other side of a call, as OTLP numbers it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
#[doc(hidden)]
pub enum Kind {
    /// Within the program.
    Internal = 1,
    /// Answers a request.
    Server = 2,
    /// Makes a request.
    Client = 3,
    /// Sends a message.
    Producer = 4,
    /// Handles a message.
    Consumer = 5,
}

impl From<&SpanKind> for Kind {
    fn from(kind: &SpanKind) -> Self {
        match kind {
            SpanKind::Internal => Self::Internal,
            SpanKind::Server => Self::Server,
            SpanKind::Client => Self::Client,
            SpanKind::Producer => Self::Producer,
            SpanKind::Consumer => Self::Consumer,
        }
    }
}

impl From<Kind> for SpanKind {
    fn from(kind: Kind) -> Self {
        match kind {
            Kind::Internal => Self::Internal,
            Kind::Server => Self::Server,
            Kind::Client => Self::Client,
            Kind::Producer => Self::Producer,
            Kind::Consumer => Self::Consumer,
        }
    }
}
