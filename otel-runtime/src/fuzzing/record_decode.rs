use opentelemetry_proto::tonic::trace::v1::Span;
use prost::Message;

use super::span::is_whole;
use crate::record::decode::decode;

/// Any bytes are read; those that the official decoder takes are read as it reads them.
pub fn record_decode(data: &[u8]) {
    let parts = decode(data);
    let Ok(span) = Span::decode(data) else {
        return;
    };
    // prost passes over groups, which end the reading here: nobody writes them.
    if !is_whole(data) {
        return;
    }
    assert_eq!(parts.name.unwrap_or_default(), span.name);
    assert_eq!(parts.dropped_attributes, span.dropped_attributes_count);
    assert_eq!(parts.events.dropped_count, span.dropped_events_count);
    assert_eq!(parts.links.dropped_count, span.dropped_links_count);
    assert!(parts.attributes.len() <= span.attributes.len());
    assert_eq!(parts.events.len(), span.events.len());
    assert_eq!(parts.links.len(), span.links.len());
}
