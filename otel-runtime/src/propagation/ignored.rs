//! What became of headers that could not be used: they are counted, and nothing of them is shown.

use std::sync::atomic::{AtomicU64, Ordering};

/// How many headers, or members of them, were ignored since the process started; made by
/// [`ignored_headers`].
///
/// Counted are malformed ones that came in, and what was left out of outgoing ones because it is
/// not allowed there or does not fit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct IgnoredHeaders {
    /// `traceparent` headers: malformed, or sent more than once.
    pub traceparent: u64,
    /// Whole `tracestate` headers that came in, for one bad member spoils them all; single members
    /// on the way out.
    pub tracestate: u64,
    /// Members of `baggage`, and `uberctx-*` headers: malformed, named twice, or beyond the limits.
    pub baggage: u64,
    /// `b3` headers, and sets of `X-B3-*` headers.
    pub b3: u64,
    /// `uber-trace-id` headers.
    pub jaeger: u64,
    /// `X-Amzn-Trace-Id` headers, with the feature `xray`.
    pub xray: u64,
    /// Panics of formats that are not ours.
    pub custom: u64,
    /// Headers that a carrier refused to take, because of their name or a character in them.
    pub unsendable: u64,
}

/// How many headers were ignored since the process started, by kind.
///
/// The counts are the process's own, whichever telemetry was in charge, and without one as well.
///
/// ```
/// use std::collections::HashMap;
/// use opentelemetry::propagation::TextMapPropagator;
/// use otel_runtime::{Propagator, ignored_headers};
///
/// let before = ignored_headers();
/// let headers = HashMap::from([("traceparent".to_owned(), "nonsense".to_owned())]);
/// Propagator::TraceContext.extract(&headers);
/// assert_eq!(ignored_headers().traceparent, before.traceparent + 1);
/// ```
#[must_use]
pub fn ignored_headers() -> IgnoredHeaders {
    let of = |kind: Ignored| COUNTS[kind as usize].load(Ordering::Relaxed);
    IgnoredHeaders {
        traceparent: of(Ignored::Traceparent),
        tracestate: of(Ignored::Tracestate),
        baggage: of(Ignored::Baggage),
        b3: of(Ignored::B3),
        jaeger: of(Ignored::Jaeger),
        xray: of(Ignored::XRay),
        custom: of(Ignored::Custom),
        unsendable: of(Ignored::Unsendable),
    }
}

/// The kinds that are counted.
#[derive(Clone, Copy, Debug)]
pub(super) enum Ignored {
    Traceparent,
    Tracestate,
    Baggage,
    B3,
    Jaeger,
    #[cfg_attr(not(feature = "xray"), allow(dead_code, reason = "nothing reads it"))]
    XRay,
    Custom,
    Unsendable,
}

static COUNTS: [AtomicU64; 8] = [const { AtomicU64::new(0) }; 8];

impl Ignored {
    pub(super) fn count(self) {
        COUNTS[self as usize].fetch_add(1, Ordering::Relaxed);
    }
}
