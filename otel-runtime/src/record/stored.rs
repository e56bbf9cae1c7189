//! Finished spans that wait for an exporter of the SDK's kind, still as bytes.

use super::{FinishedSpan, Header, Scope, Times};

/// A batch of finished spans: decoded when an exporter takes them, and as often as it takes them.
#[derive(Debug, Default)]
pub(crate) struct StoredSpans {
    spans: Vec<StoredSpan>,
    bodies: Vec<u8>,
}

/// One span; its body follows that of the span before.
#[derive(Debug)]
struct StoredSpan {
    header: Header,
    times: Times,
    scope: &'static Scope,
    body_end: usize,
}

impl StoredSpans {
    /// How many bytes a span takes.
    pub(crate) fn size_of(span: &FinishedSpan<'_>) -> usize {
        size_of::<StoredSpan>() + span.body.len()
    }

    pub(crate) fn push(&mut self, span: &FinishedSpan<'_>) {
        self.bodies.extend_from_slice(span.body);
        self.spans.push(StoredSpan {
            header: *span.header,
            times: span.times,
            scope: span.scope,
            body_end: self.bodies.len(),
        });
    }

    pub(crate) fn len(&self) -> usize {
        self.spans.len()
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.spans.is_empty()
    }

    /// How many bytes all of them take.
    pub(crate) fn bytes(&self) -> usize {
        size_of_val(self.spans.as_slice()) + self.bodies.len()
    }

    /// The spans, in the order in which they ended.
    pub(crate) fn iter(&self) -> impl Iterator<Item = FinishedSpan<'_>> {
        let mut start = 0;
        self.spans.iter().map(move |span| {
            let body = self.bodies.get(start..span.body_end).unwrap_or_default();
            start = span.body_end;
            FinishedSpan {
                header: &span.header,
                times: span.times,
                scope: span.scope,
                body,
            }
        })
    }
}
