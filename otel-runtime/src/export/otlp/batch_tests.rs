#![allow(clippy::unwrap_used)]

use opentelemetry::InstrumentationScope;
use opentelemetry_proto::tonic::{
    collector::trace::v1::ExportTraceServiceRequest, resource::v1::Resource, trace::v1::Span,
};
use prost::Message;

use super::*;

fn scope(name: &'static str, schema_url: Option<&'static str>) -> &'static Scope {
    let mut builder = InstrumentationScope::builder(name);
    if let Some(url) = schema_url {
        builder = builder.with_schema_url(url);
    }
    Scope::intern(builder.build())
}

fn span(name: &str) -> Vec<u8> {
    let span = Span {
        name: name.to_owned(),
        ..Span::default()
    };
    span.encode_to_vec()
}

fn append(batch: &mut OpenBatch, scope: &'static Scope, name: &str) {
    let body = span(name);
    batch.append(scope, |out| out.extend_from_slice(&body));
}

fn decode(batch: &SealedBatch) -> ExportTraceServiceRequest {
    let bytes: Vec<u8> = batch.pieces().flatten().copied().collect();
    assert_eq!(bytes.len(), batch.len());
    let decoded = ExportTraceServiceRequest::decode(bytes.as_slice()).unwrap();
    assert_eq!(
        decoded.encoded_len(),
        bytes.len(),
        "every length is written as short as it can be"
    );
    decoded
}

fn names(request: &ExportTraceServiceRequest) -> Vec<(String, Vec<usize>)> {
    let scopes = request
        .resource_spans
        .iter()
        .flat_map(|resource| &resource.scope_spans);
    scopes
        .map(|spans| {
            let name = spans.scope.as_ref().unwrap().name.clone();
            (
                name,
                spans.spans.iter().map(|span| span.name.len()).collect(),
            )
        })
        .collect()
}

#[test]
fn spans_of_any_length_come_out_in_order_under_their_scopes() {
    let (one, two) = (scope("one", None), scope("two", Some("https://two")));
    let resource = Resource {
        dropped_attributes_count: 3,
        ..Resource::default()
    };
    let mut batch = OpenBatch::new(&resource.encode_to_vec(), Some("https://resource"));
    // Lengths on both sides of where a length takes one, two and three bytes.
    let lengths = [
        0, 5, 123, 124, 125, 126, 127, 128, 300, 16_379, 16_380, 16_381, 70_000, 1,
    ];
    for length in lengths {
        append(&mut batch, one, &"x".repeat(length));
        append(&mut batch, two, &"y".repeat(length));
    }
    assert_eq!(batch.spans(), 28);
    let sealed = batch.seal().unwrap();
    assert_eq!(sealed.spans(), 28);
    let request = decode(&sealed);
    let expected = [("one", lengths.to_vec()), ("two", lengths.to_vec())];
    assert_eq!(
        names(&request),
        expected.map(|(name, lengths)| (name.to_owned(), lengths))
    );
    let spans = &request.resource_spans[0];
    assert_eq!(spans.resource, Some(resource));
    assert_eq!(spans.schema_url, "https://resource");
    let urls: Vec<_> = spans
        .scope_spans
        .iter()
        .map(|scope| &scope.schema_url)
        .collect();
    assert_eq!(urls, ["", "https://two"]);
    assert!(batch.seal().is_none());
}

#[test]
fn the_next_batch_has_only_its_own_spans() {
    let (one, two) = (scope("one", None), scope("two", None));
    let mut batch = OpenBatch::new(b"", None);
    append(&mut batch, one, "a");
    append(&mut batch, two, "b");
    batch.seal().unwrap();
    append(&mut batch, two, "cc");
    assert_eq!(
        names(&decode(&batch.seal().unwrap())),
        [("two".to_owned(), vec![2])]
    );
}

#[test]
fn the_last_span_can_be_taken_out_again() {
    let (one, two) = (scope("one", None), scope("two", None));
    let mut batch = OpenBatch::new(b"", None);
    append(&mut batch, one, "a");
    let before = batch.len();
    append(&mut batch, one, &"b".repeat(200));
    let (taken_scope, body) = batch.take_last().unwrap();
    assert!(std::ptr::eq(taken_scope, one));
    assert_eq!(body, span(&"b".repeat(200)));
    assert_eq!((batch.spans(), batch.len()), (1, before));
    append(&mut batch, two, "c");
    batch.take_last().unwrap();
    append(&mut batch, one, "dd");
    assert_eq!(
        names(&decode(&batch.seal().unwrap())),
        [("one".to_owned(), vec![1, 2])]
    );
}

#[test]
fn two_batches_joined_are_one_request() {
    let one = scope("one", None);
    let mut batch = OpenBatch::new(b"", None);
    append(&mut batch, one, "a");
    let mut first = batch.seal().unwrap();
    append(&mut batch, one, "bb");
    append(&mut batch, one, "ccc");
    first.join(batch.seal().unwrap());
    assert_eq!(first.spans(), 3);
    let expected = [("one".to_owned(), vec![1]), ("one".to_owned(), vec![2, 3])];
    assert_eq!(names(&decode(&first)), expected);
}
