use arbitrary::Unstructured;

use super::span::{header, is_whole};
use crate::{
    provider::SpanLimits,
    record::{
        Reviser,
        decode::decode,
        proto::{Field, Fields, tag},
    },
};

/// What comes out is whole, within the limits, and knows what it left out, whatever goes in.
pub fn record_revise(data: &[u8]) {
    let mut input = Unstructured::new(data);
    let Ok([attributes, length, events, links, each]) = input.arbitrary::<[u8; 5]>() else {
        return;
    };
    let limits = SpanLimits {
        attributes: u32::from(attributes % 8),
        attribute_value_length: (length < 128).then_some(u32::from(length % 16)),
        events: u32::from(events % 4),
        links: u32::from(links % 4),
        attributes_per_event: u32::from(each % 4),
        attributes_per_link: u32::from(each / 4 % 4),
    };
    let body = input.take_rest();
    let mut reviser = Reviser::default();
    let revised = reviser.revise(&header(), body, &limits, |ticks| ticks);
    assert!(is_whole(revised));
    let (before, after) = (decode(body), decode(revised));
    assert!(after.attributes.len() <= limits.attributes as usize);
    assert!(after.events.len() <= limits.events as usize);
    assert!(after.links.len() <= limits.links as usize);
    assert_eq!(before.events.len(), all(after.events.len(), after.events.dropped_count));
    assert_eq!(before.links.len(), all(after.links.len(), after.links.dropped_count));
    assert_eq!(before.name, after.name);
    for event in &after.events.events {
        assert!(event.attributes.len() <= limits.attributes_per_event as usize);
    }
    // Nobody outside knows our ticks.
    for field in Fields::new(revised) {
        if let (EVENT, Field::Delimited(event)) = field {
            assert!(Fields::new(event).all(|(field, _)| field != TICKS));
        }
    }
    // There is nothing left to revise.
    let mut again = Reviser::default();
    let again = decode(again.revise(&header(), revised, &limits, |ticks| ticks));
    let shown = |parts: &crate::record::decode::Parts| {
        format!("{:?} {:?} {:?}", parts.name, parts.attributes, parts.status)
    };
    assert_eq!(shown(&after), shown(&again));
}

const EVENT: u64 = tag::EVENT as u64;
const TICKS: u64 = tag::EVENT_TICKS as u64;

fn all(kept: usize, dropped: u32) -> usize {
    kept + dropped as usize
}
