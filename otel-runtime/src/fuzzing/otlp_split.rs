use arbitrary::Unstructured;
use opentelemetry_proto::tonic::collector::trace::v1::ExportTraceServiceRequest;
use prost::Message;

use super::span::is_whole;
use crate::{
    export::otlp::{
        batch::{RESOURCE_SPANS, SCOPE_SPANS, SPAN, SealedBatch, push_field},
        split::halves,
    },
    record::proto::Fields,
};

/// Halving keeps every span once and in order, and comes to an end.
pub fn otlp_split(data: &[u8]) {
    foreign(data);
    let _ = ours(&mut Unstructured::new(data));
}

/// A request as whoever may have written it.
fn foreign(body: &[u8]) {
    let count = |body: &[u8]| {
        let request = ExportTraceServiceRequest::decode(body).ok()?;
        let scopes = request.resource_spans.iter().flat_map(|of| &of.scope_spans);
        Some(scopes.map(|scope| scope.spans.len()).sum::<usize>())
    };
    let Some(spans) = count(body).filter(|spans| *spans == spans_of(body).len()) else {
        return;
    };
    if is_whole(body) {
        let parts = singles(SealedBatch::of_body(body.to_vec(), spans));
        let counts: Option<Vec<_>> = parts.iter().map(|part| count(part)).collect();
        assert!(counts.is_some_and(|counts| counts.iter().sum::<usize>() == spans));
    }
}

/// A request as we write them, with spans of any bytes.
fn ours(input: &mut Unstructured<'_>) -> arbitrary::Result<()> {
    let (mut body, mut count) = (Vec::new(), 0);
    for _ in 0..input.int_in_range(0..=3)? {
        let mut resource_spans = Vec::new();
        push_field(&mut resource_spans, 0x0a, input.arbitrary()?);
        for _ in 0..input.int_in_range(0..=3)? {
            let mut scope_spans = Vec::new();
            push_field(&mut scope_spans, 0x0a, input.arbitrary()?);
            for _ in 0..input.int_in_range(0..=7)? {
                push_field(&mut scope_spans, SPAN, input.arbitrary()?);
                count += 1;
            }
            push_field(&mut resource_spans, SCOPE_SPANS, &scope_spans);
        }
        push_field(&mut body, RESOURCE_SPANS, &resource_spans);
    }
    let spans = spans_of(&body);
    assert_eq!(spans.len(), count);
    let parts = singles(SealedBatch::of_body(body.clone(), count));
    let parts: Vec<_> = parts.iter().flat_map(|part| spans_of(part)).collect();
    assert_eq!(spans, parts);
    Ok(())
}

/// The bodies of what cannot be halved any more.
fn singles(batch: SealedBatch) -> Vec<Vec<u8>> {
    let (mut waiting, mut singles) = (vec![batch], Vec::new());
    while let Some(batch) = waiting.pop() {
        match halves(&batch) {
            Some((first, second)) => {
                assert!(first.spans() > 0 && second.spans() > 0);
                waiting.extend([second, first]);
            }
            None => singles.push(batch.pieces().collect::<Vec<_>>().concat()),
        }
    }
    singles
}

/// The spans of a request, each with its resource and its scope.
fn spans_of(body: &[u8]) -> Vec<(&[u8], &[u8], &[u8])> {
    let mut spans = Vec::new();
    for resource_spans in fields(body, RESOURCE_SPANS) {
        let resource = fields(resource_spans, 0x0a).next().unwrap_or_default();
        for scope_spans in fields(resource_spans, SCOPE_SPANS) {
            let scope = fields(scope_spans, 0x0a).next().unwrap_or_default();
            spans.extend(fields(scope_spans, SPAN).map(|span| (resource, scope, span)));
        }
    }
    spans
}

fn fields(message: &[u8], tag: u8) -> impl Iterator<Item = &[u8]> {
    Fields::new(message).delimited(u64::from(tag))
}
