use arbitrary::Unstructured;

use super::span::{finished, header};
use crate::record::StoredSpans;

/// Bodies of any length and content come back one by one, and are decoded.
pub fn record_stored(data: &[u8]) {
    let mut input = Unstructured::new(data);
    let header = header();
    let mut stored = StoredSpans::default();
    let mut bodies = Vec::new();
    while let Ok(body) = input.arbitrary::<&[u8]>() {
        let span = finished(&header, body);
        let before = stored.bytes();
        stored.push(&span);
        assert_eq!(stored.bytes() - before, StoredSpans::size_of(&span));
        bodies.push(body);
        if input.is_empty() {
            break;
        }
    }
    assert_eq!(stored.len(), bodies.len());
    assert_eq!(stored.is_empty(), bodies.is_empty());
    let back: Vec<_> = stored.iter().map(|span| span.body).collect();
    assert_eq!(back, bodies);
    for span in stored.iter() {
        let decoded = span.to_span_data();
        assert!(decoded.start_time <= decoded.end_time);
    }
}
