//! A finished span, as the collector thread shows it to the backends.

use opentelemetry::trace::SpanId;

use super::{
    Header, Marks, Scope,
    proto::{tag, varint_len},
    write::flags,
};

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

impl FinishedSpan<'_> {
    /// Appends the body of the OTLP `Span` message (without the field tag and length in front).
    pub(crate) fn encode(&self, out: &mut Vec<u8>) {
        let header = self.header;
        out.reserve(96 + self.body.len());
        out.extend_from_slice(&[tag::TRACE_ID, 16]);
        out.extend_from_slice(&header.trace_id.to_bytes());
        out.extend_from_slice(&[tag::SPAN_ID, 8]);
        out.extend_from_slice(&header.span_id.to_bytes());
        if header.parent_id != SpanId::INVALID {
            out.extend_from_slice(&[tag::PARENT_SPAN_ID, 8]);
            out.extend_from_slice(&header.parent_id.to_bytes());
        }
        if !header.marks.has(Marks::NAMED) {
            let name = header.site.name();
            out.push(tag::NAME);
            push_varint(out, name.len() as u64);
            out.extend_from_slice(name.as_bytes());
        }
        out.extend_from_slice(&[tag::KIND, header.kind as u8, tag::START_TIME]);
        out.extend_from_slice(&self.times.start.to_le_bytes());
        out.push(tag::END_TIME);
        out.extend_from_slice(&self.times.end.to_le_bytes());
        out.extend_from_slice(self.body);
        out.extend_from_slice(&tag::FLAGS);
        let remote = header.marks.has(Marks::PARENT_REMOTE);
        out.extend_from_slice(&flags(header.trace_flags, remote).to_le_bytes());
    }
}

fn push_varint(out: &mut Vec<u8>, value: u64) {
    let start = out.len();
    out.resize(start + varint_len(value), 0);
    super::proto::put_varint(&mut out[start..], value);
}
