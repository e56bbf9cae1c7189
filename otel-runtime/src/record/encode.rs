//! A finished span as the OTLP `Span` message.

use opentelemetry::trace::SpanId;

use super::{
    FinishedSpan, Marks,
    proto::{push_varint, tag::NAME},
    write::flags,
};

const TRACE_ID: u8 = 0x0a;
const SPAN_ID: u8 = 0x12;
const PARENT_SPAN_ID: u8 = 0x22;
const KIND: u8 = 0x30;
const START_TIME: u8 = 0x39;
const END_TIME: u8 = 0x41;
/// Field 16 needs two bytes.
const FLAGS: [u8; 2] = [0x85, 0x01];

impl FinishedSpan<'_> {
    /// Appends the body of the OTLP `Span` message (without the field tag and length in front).
    pub(crate) fn encode(&self, out: &mut Vec<u8>) {
        let header = self.header;
        out.reserve(96 + self.body.len());
        out.extend_from_slice(&[TRACE_ID, 16]);
        out.extend_from_slice(&header.trace_id.to_bytes());
        out.extend_from_slice(&[SPAN_ID, 8]);
        out.extend_from_slice(&header.span_id.to_bytes());
        if header.parent_id != SpanId::INVALID {
            out.extend_from_slice(&[PARENT_SPAN_ID, 8]);
            out.extend_from_slice(&header.parent_id.to_bytes());
        }
        if !header.marks.has(Marks::NAMED) {
            let name = header.site.name();
            out.push(NAME);
            push_varint(out, name.len() as u64);
            out.extend_from_slice(name.as_bytes());
        }
        out.extend_from_slice(&[KIND, header.kind as u8, START_TIME]);
        out.extend_from_slice(&self.times.start.to_le_bytes());
        out.push(END_TIME);
        out.extend_from_slice(&self.times.end.to_le_bytes());
        out.extend_from_slice(self.body);
        out.extend_from_slice(&FLAGS);
        let remote = header.marks.has(Marks::PARENT_REMOTE);
        out.extend_from_slice(&flags(header.trace_flags, remote).to_le_bytes());
    }
}
