//! A finished span, as the collector thread shows it to the backends.

use super::{Header, Scope};

/// Start and end of a span in nanoseconds since 1970; the end is never before the start.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Times {
    pub(crate) start: u64,
    pub(crate) end: u64,
}

/// A finished span, borrowed from a thread's ring for the time of one call.
#[derive(Debug)]
pub(crate) struct FinishedSpan<'a> {
    pub(crate) header: &'a Header,
    pub(crate) times: Times,
    pub(crate) scope: &'static Scope,
    /// Fields of the OTLP `Span` message: all that the header does not have.
    pub(crate) body: &'a [u8],
}
