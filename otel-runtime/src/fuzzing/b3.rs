use super::headers::{extracted, parent_survives};
use crate::{HeaderPairs, Propagator};
use opentelemetry::{Context, propagation::TextMapPropagator};

/// What is a parent in one header, or in several, is passed on as the same in both forms.
pub fn b3(data: &[u8]) {
    let single = extracted(&Propagator::B3, "b3", data);
    let text = String::from_utf8_lossy(data);
    let names = ["x-b3-traceid", "x-b3-spanid", "x-b3-sampled", "x-b3-flags", "b3"];
    let pairs: HeaderPairs<'_> = names.into_iter().zip(text.split('\n')).collect();
    let multi = Propagator::B3Multi.extract_with_context(&Context::new(), &pairs);
    for context in [single, multi] {
        parent_survives(&Propagator::B3, &context);
        parent_survives(&Propagator::B3Multi, &context);
    }
}
