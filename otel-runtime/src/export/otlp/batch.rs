//! The open batch: spans appended as they come, sealed into one OTLP request without copying them
//! again.

use std::sync::Arc;

use crate::record::{
    Scope,
    proto::{push_varint, put_varint, varint_len},
};

/// Field tags of `ExportTraceServiceRequest`, `ResourceSpans` and `ScopeSpans`.
pub(crate) const RESOURCE_SPANS: u8 = 0x0a;
const RESOURCE: u8 = 0x0a;
pub(crate) const SCOPE_SPANS: u8 = 0x12;
const SCOPE: u8 = 0x0a;
pub(crate) const SPAN: u8 = 0x12;
const SCHEMA_URL: u8 = 0x1a;

/// The room kept in front of a scope's spans for the tag and length of its `ScopeSpans`.
const HEADROOM: usize = 6;

/// A sealed batch: the body of an `ExportTraceServiceRequest`, in pieces that follow each other.
#[derive(Debug)]
pub(crate) struct SealedBatch {
    pieces: Vec<Piece>,
    len: usize,
    spans: usize,
}

#[derive(Debug)]
struct Piece {
    bytes: Vec<u8>,
    /// Where the content begins: what is before was kept free and not needed.
    start: usize,
}

impl SealedBatch {
    /// A batch of `spans` spans whose body is already in one piece.
    pub(crate) fn of_body(body: Vec<u8>, spans: usize) -> Self {
        Self {
            len: body.len(),
            pieces: vec![Piece {
                bytes: body,
                start: 0,
            }],
            spans,
        }
    }

    /// The length of the body in bytes.
    pub(crate) fn len(&self) -> usize {
        self.len
    }

    pub(crate) fn spans(&self) -> usize {
        self.spans
    }

    /// Puts another batch behind this one: two requests, one after the other, are one.
    pub(crate) fn join(&mut self, other: Self) {
        self.pieces.extend(other.pieces);
        self.len += other.len;
        self.spans += other.spans;
    }

    /// The pieces of the body, in order.
    pub(crate) fn pieces(&self) -> impl Iterator<Item = &[u8]> {
        self.pieces.iter().map(|piece| &piece.bytes[piece.start..])
    }
}

/// The spans of one instrumentation scope in the open batch.
#[derive(Debug)]
struct OpenScope {
    scope: &'static Scope,
    /// `HEADROOM`, the encoded scope, then the spans, each with tag and length; empty when no span
    /// of this scope came yet.
    bytes: Vec<u8>,
    /// What `bytes` grew to in the batch before, so that it need not grow step by step again.
    capacity: usize,
    /// How many bytes the length of the span before took: the guess for the next one.
    length_width: usize,
}

/// Where the span appended last stands.
#[derive(Clone, Copy, Debug)]
struct Last {
    scope: usize,
    tag: usize,
    body: usize,
}

/// The batch that spans are being appended to.
#[derive(Debug)]
pub(crate) struct OpenBatch {
    /// The `resource` and `schema_url` fields of `ResourceSpans`, encoded.
    resource: Arc<[u8]>,
    scopes: Vec<OpenScope>,
    last: Last,
    bytes: usize,
    spans: usize,
}

impl OpenBatch {
    /// `resource` is the body of an OTLP `Resource` message.
    pub(crate) fn new(resource: &[u8], schema_url: Option<&str>) -> Self {
        let mut fields = Vec::with_capacity(resource.len() + 16);
        push_field(&mut fields, RESOURCE, resource);
        if let Some(url) = schema_url {
            push_field(&mut fields, SCHEMA_URL, url.as_bytes());
        }
        Self {
            resource: fields.into(),
            scopes: Vec::new(),
            last: Last {
                scope: 0,
                tag: 0,
                body: 0,
            },
            bytes: 0,
            spans: 0,
        }
    }

    /// How many bytes were appended: all of the batch but the resource and the lengths around.
    pub(crate) fn len(&self) -> usize {
        self.bytes
    }

    pub(crate) fn spans(&self) -> usize {
        self.spans
    }

    /// Appends a span of `scope`, whose message body `encode` appends.
    #[inline]
    pub(crate) fn append(&mut self, scope: &'static Scope, encode: impl FnOnce(&mut Vec<u8>)) {
        let index = match self.scopes.get(self.last.scope) {
            Some(open) if std::ptr::eq(open.scope, scope) => self.last.scope,
            _ => self.find_or_open(scope),
        };
        let open = &mut self.scopes[index];
        let before = open.bytes.len();
        if before == 0 {
            open.begin();
        }
        let tag = open.bytes.len();
        let guess = open.length_width;
        let body = tag + 1 + guess;
        open.bytes
            .extend_from_slice(&[SPAN, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0][..1 + guess]);
        encode(&mut open.bytes);
        let len = open.bytes.len() - body;
        let width = varint_len(len as u64);
        if width != guess {
            open.change_width(tag + 1, width);
        }
        put_varint(&mut open.bytes[tag + 1..], len as u64);
        self.bytes += open.bytes.len() - before;
        self.spans += 1;
        self.last = Last {
            scope: index,
            tag,
            body: tag + 1 + width,
        };
    }

    /// Takes the span appended last out again; gives its scope and body. Once per `append`.
    pub(crate) fn take_last(&mut self) -> Option<(&'static Scope, Vec<u8>)> {
        let Last { scope, tag, body } = self.last;
        let open = self.scopes.get_mut(scope)?;
        let taken = open.bytes.get(body..)?.to_vec();
        self.bytes -= open.bytes.len() - tag;
        self.spans -= 1;
        open.bytes.truncate(tag);
        Some((open.scope, taken))
    }

    /// Seals what was appended and begins anew; `None` when there is nothing.
    pub(crate) fn seal(&mut self) -> Option<SealedBatch> {
        if self.spans == 0 {
            return None;
        }
        let mut pieces = Vec::with_capacity(self.scopes.len() + 1);
        pieces.push(Piece {
            bytes: Vec::new(),
            start: 0,
        });
        pieces.extend(self.scopes.iter_mut().filter_map(OpenScope::seal));
        let scopes_len: usize = pieces
            .iter()
            .map(|piece| piece.bytes.len() - piece.start)
            .sum();

        let inner_len = self.resource.len() + scopes_len;
        let mut front = Vec::with_capacity(HEADROOM + self.resource.len());
        front.push(RESOURCE_SPANS);
        push_varint(&mut front, inner_len as u64);
        front.extend_from_slice(&self.resource);
        let len = front.len() + scopes_len;
        pieces[0].bytes = front;

        let spans = std::mem::take(&mut self.spans);
        self.bytes = 0;
        Some(SealedBatch { pieces, len, spans })
    }

    #[cold]
    fn find_or_open(&mut self, scope: &'static Scope) -> usize {
        let known = self
            .scopes
            .iter()
            .position(|open| std::ptr::eq(open.scope, scope));
        known.unwrap_or_else(|| {
            self.scopes.push(OpenScope {
                scope,
                bytes: Vec::new(),
                capacity: 0,
                length_width: 2,
            });
            self.scopes.len() - 1
        })
    }
}

impl OpenScope {
    fn begin(&mut self) {
        self.bytes.reserve(self.capacity);
        self.bytes.extend_from_slice(&[0; HEADROOM]);
        push_field(&mut self.bytes, SCOPE, &self.scope.encoded);
    }

    /// Makes a wrongly guessed length field wider or narrower, and guesses so from now on.
    #[cold]
    fn change_width(&mut self, at: usize, width: usize) {
        let wrong = self.length_width;
        self.bytes
            .splice(at..at + wrong, std::iter::repeat_n(0, width));
        self.length_width = width;
    }

    fn seal(&mut self) -> Option<Piece> {
        // A scope whose only span was taken out again has begun, but stays out of the batch.
        let scope_len = self.scope.encoded.len();
        let begun = HEADROOM + 1 + varint_len(scope_len as u64) + scope_len;
        if self.bytes.len() <= begun {
            return None;
        }
        if let Some(url) = self.scope.scope.schema_url() {
            push_field(&mut self.bytes, SCHEMA_URL, url.as_bytes());
        }
        let mut bytes = std::mem::take(&mut self.bytes);
        self.capacity = bytes.len() + bytes.len() / 8;
        let len = (bytes.len() - HEADROOM) as u64;
        let start = HEADROOM - 1 - varint_len(len).min(HEADROOM - 1);
        bytes[start] = SCOPE_SPANS;
        put_varint(&mut bytes[start + 1..], len);
        Some(Piece { bytes, start })
    }
}

pub(crate) fn push_field(out: &mut Vec<u8>, tag: u8, content: &[u8]) {
    out.push(tag);
    push_varint(out, content.len() as u64);
    out.extend_from_slice(content);
}

#[cfg(test)]
#[path = "batch_tests.rs"]
mod tests;
