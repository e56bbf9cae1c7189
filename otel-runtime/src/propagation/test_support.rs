//! What the tests of the formats share.

use std::fmt::Write;

use opentelemetry::{
    Context,
    baggage::BaggageExt,
    propagation::{Injector, TextMapPropagator},
    trace::TraceContextExt,
};

use super::{HeaderPairs, Propagator};

/// A set of headers, of which several may have one name.
pub(super) type Headers<'a> = &'a [(&'a str, &'a str)];

/// The Context that headers carry in one format.
pub(super) fn extracted(format: &Propagator, headers: Headers<'_>) -> Context {
    let pairs: HeaderPairs<'_> = headers
        .iter()
        .map(|(name, value)| (*name, *value))
        .collect();
    format.extract_with_context(&Context::new(), &pairs)
}

/// The parent in a Context: `trace-span-flags`, or nothing.
pub(super) fn parent(context: &Context) -> String {
    let span = context.span();
    let span_context = span.span_context();
    if !span_context.is_valid() {
        return String::new();
    }
    let flags = span_context.trace_flags().to_u8();
    format!(
        "{}-{}-{flags:02x}",
        span_context.trace_id(),
        span_context.span_id()
    )
}

/// The baggage in a Context: `key=value;metadata`, sorted.
pub(super) fn baggage(context: &Context) -> String {
    let mut members: Vec<String> = context
        .baggage()
        .iter()
        .map(|(key, (value, metadata))| {
            let mut member = format!("{key}={value}");
            if !metadata.as_str().is_empty() {
                let _ = write!(member, ";{metadata}");
            }
            member
        })
        .collect();
    members.sort();
    members.join(",")
}

/// The headers that a Context becomes in one format.
pub(super) fn injected(format: &Propagator, context: &Context) -> Vec<(String, String)> {
    let mut headers = Collected::default();
    format.inject_context(context, &mut headers);
    headers.0
}

#[derive(Default)]
struct Collected(Vec<(String, String)>);

impl Injector for Collected {
    fn set(&mut self, name: &str, value: String) {
        self.0.push((name.to_owned(), value));
    }
}
