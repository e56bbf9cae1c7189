use opentelemetry::{Context, propagation::TextMapPropagator};

use super::headers::injected;
use crate::{HeaderPairs, Propagator};

const PARENT: &str = "00-12345678901234567890123456789012-1234567890123456-01";

/// Any state costs no parent; what is taken of it is passed on, and then as it is.
pub fn tracestate(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let once = sent(text.split('\n'));
    assert!(once.split(',').count() <= 32);
    assert_eq!(sent(std::iter::once(once.as_str())), once);
}

fn sent<'a>(states: impl Iterator<Item = &'a str>) -> String {
    let states = states.map(|state| ("tracestate", state));
    let pairs: HeaderPairs<'_> = states.chain([("traceparent", PARENT)]).collect();
    let context = Propagator::TraceContext.extract_with_context(&Context::new(), &pairs);
    let mut headers = injected(&Propagator::TraceContext, &context).into_iter();
    assert_eq!(headers.next().unwrap().1, PARENT);
    headers.next().map(|(_, value)| value).unwrap_or_default()
}
