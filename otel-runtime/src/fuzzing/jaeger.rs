use super::headers::{baggage_survives, extracted, parent_survives};
use crate::{HeaderPairs, Propagator};
use opentelemetry::{Context, propagation::TextMapPropagator};

/// What is a parent is passed on as the same, and so is baggage in headers of any name.
pub fn jaeger(data: &[u8]) {
    let context = extracted(&Propagator::Jaeger, "uber-trace-id", data);
    parent_survives(&Propagator::Jaeger, &context);
    let text = String::from_utf8_lossy(data);
    let lines: Vec<&str> = text.split('\n').collect();
    let pairs: HeaderPairs<'_> = lines.chunks_exact(2).map(|pair| (pair[0], pair[1])).collect();
    let context = Propagator::Jaeger.extract_with_context(&Context::new(), &pairs);
    baggage_survives(&Propagator::Jaeger, &context);
}
