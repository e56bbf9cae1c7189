//! A finished span, as the collector thread shows it to the backends.

use opentelemetry_sdk::trace::SpanData;

use super::Scope;

/// A finished span, borrowed from a thread's ring for the time of one call.
#[derive(Debug)]
pub(crate) struct FinishedSpan<'a> {
    pub(crate) scope: &'static Scope,
    pub(crate) body: &'a [u8],
}

impl FinishedSpan<'_> {
    /// Appends the body of the OTLP `Span` message (without the field tag and length in front).
    pub(crate) fn encode(&self, out: &mut Vec<u8>) {
        out.extend_from_slice(self.body);
    }

    /// Decodes the span for those who ask for the SDK's form.
    pub(crate) fn to_span_data(&self) -> SpanData {
        unreachable!("stub until the lead merges")
    }
}
