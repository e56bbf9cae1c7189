//! Halves a batch that is too large for its receiver.

use super::batch::{RESOURCE_SPANS, SCOPE_SPANS, SPAN, SealedBatch, push_field};
use crate::record::proto::{Field, Fields};

/// The spans of one `ScopeSpans`, and the other fields of the messages around them.
struct Scope<'a> {
    resource: Vec<u8>,
    scope: Vec<u8>,
    spans: Vec<&'a [u8]>,
}

/// The batch as two, about equal in bytes; `None` for a single span.
pub(crate) fn halves(batch: &SealedBatch) -> Option<(SealedBatch, SealedBatch)> {
    let body = batch.pieces().collect::<Vec<_>>().concat();
    let scopes = scopes(&body);
    let spans = || scopes.iter().flat_map(|scope| &scope.spans);
    let total: usize = spans().map(|span| span.len()).sum();
    let mut bytes = 0;
    let under_half = spans().take_while(|span| {
        bytes += span.len();
        bytes <= total / 2
    });
    let under_half = under_half.count();
    let count = spans().count();
    if count < 2 {
        return None;
    }
    // Spans may have no bytes at all; neither half may be the whole again.
    let middle = under_half.clamp(1, count - 1);
    Some((section(&scopes, 0, middle), section(&scopes, middle, count)))
}

fn scopes(body: &[u8]) -> Vec<Scope<'_>> {
    let (resource_spans, _) = opened(body, RESOURCE_SPANS);
    let mut scopes = Vec::new();
    for resource_spans in resource_spans {
        let (scope_spans, resource) = opened(resource_spans, SCOPE_SPANS);
        scopes.extend(scope_spans.into_iter().map(|scope_spans| {
            let (spans, scope) = opened(scope_spans, SPAN);
            Scope {
                resource: resource.clone(),
                scope,
                spans,
            }
        }));
    }
    scopes
}

/// The fields `tag` of a message, and the bytes of all its others.
fn opened(message: &[u8], tag: u8) -> (Vec<&[u8]>, Vec<u8>) {
    let (mut inner, mut others) = (Vec::new(), Vec::new());
    let mut fields = Fields::new(message);
    let mut start = 0;
    while let Some(field) = fields.next() {
        match field {
            (found, Field::Delimited(content)) if found == u64::from(tag) => inner.push(content),
            _ => others.extend_from_slice(&message[start..fields.position()]),
        }
        start = fields.position();
    }
    (inner, others)
}

/// A batch of the spans from number `start` to `end`; each scope has its resource beside it.
fn section(scopes: &[Scope<'_>], start: usize, end: usize) -> SealedBatch {
    let mut body = Vec::new();
    let mut number = 0;
    for scope in scopes {
        let before = number;
        number += scope.spans.len();
        let taken = start.clamp(before, number) - before..end.clamp(before, number) - before;
        if taken.is_empty() {
            continue;
        }
        let mut scope_spans = scope.scope.clone();
        for span in &scope.spans[taken] {
            push_field(&mut scope_spans, SPAN, span);
        }
        let mut resource_spans = scope.resource.clone();
        push_field(&mut resource_spans, SCOPE_SPANS, &scope_spans);
        push_field(&mut body, RESOURCE_SPANS, &resource_spans);
    }
    SealedBatch::of_body(body, end - start)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use opentelemetry::InstrumentationScope;
    use opentelemetry_proto::tonic::{
        collector::trace::v1::ExportTraceServiceRequest, trace::v1::Span,
    };
    use prost::Message;

    use super::*;
    use crate::export::otlp::batch::OpenBatch;

    /// Two requests in one, each with two scopes of three spans; the spans are named by number.
    fn batch() -> SealedBatch {
        let mut open = OpenBatch::new(b"", Some("https://schema.example"));
        let mut number = 0;
        let mut sealed = || {
            for name in ["split-a", "split-b"] {
                let scope =
                    crate::record::Scope::intern(InstrumentationScope::builder(name).build());
                for _ in 0..3 {
                    let name = format!("{number}");
                    number += 1;
                    let span = Span {
                        name,
                        ..Span::default()
                    };
                    open.append(scope, |out| span.encode_raw(out));
                }
            }
            open.seal().unwrap()
        };
        let mut first = sealed();
        first.join(sealed());
        first
    }

    /// `scope:span` of each span, and whether all resources have their schema.
    fn read(batch: &SealedBatch) -> (Vec<String>, bool) {
        let body = batch.pieces().collect::<Vec<_>>().concat();
        assert_eq!(body.len(), batch.len());
        let request = ExportTraceServiceRequest::decode(body.as_slice()).unwrap();
        let mut names = Vec::new();
        let mut schemas = true;
        for resource in request.resource_spans {
            schemas &= resource.schema_url == "https://schema.example";
            for scope in resource.scope_spans {
                let scope_name = scope.scope.unwrap().name;
                names.extend(
                    scope
                        .spans
                        .iter()
                        .map(|span| format!("{scope_name}:{}", span.name)),
                );
            }
        }
        assert_eq!(names.len(), batch.spans());
        (names, schemas)
    }

    #[test]
    fn halves_hold_every_span_once_under_its_scope_and_resource() {
        let whole = batch();
        let (first, second) = halves(&whole).unwrap();
        let mut names = read(&first).0;
        assert!((4..=7).contains(&names.len()), "{names:?}");
        names.extend(read(&second).0);
        assert_eq!(names, read(&whole).0);
        assert!(read(&first).1 && read(&second).1);
    }

    #[test]
    fn halving_ends_at_single_spans() {
        let mut waiting = vec![batch()];
        let mut single = 0;
        while let Some(batch) = waiting.pop() {
            match halves(&batch) {
                Some((first, second)) => waiting.extend([first, second]),
                None => {
                    assert_eq!(batch.spans(), 1);
                    single += 1;
                }
            }
        }
        assert_eq!(single, 12);
    }
}
