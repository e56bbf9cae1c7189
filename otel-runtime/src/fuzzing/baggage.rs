use super::headers::{baggage_survives, extracted, injected};
use crate::Propagator;

/// What is taken of any baggage is passed on as the same, within the limits.
pub fn baggage(data: &[u8]) {
    let context = extracted(&Propagator::Baggage, "baggage", data);
    for (_, header) in injected(&Propagator::Baggage, &context) {
        assert!(header.len() <= 8_192 && header.split(',').count() <= 64);
    }
    baggage_survives(&Propagator::Baggage, &context);
}
