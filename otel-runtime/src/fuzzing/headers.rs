//! Headers from bytes, and what they become when they are passed on.

use opentelemetry::{
    Context,
    baggage::BaggageExt,
    propagation::TextMapPropagator,
    trace::{SpanContext, TraceContextExt},
};

use crate::{HeaderPairs, InjectWith, Propagator};

/// The Context in one header, of which each line of the bytes is a value.
pub(super) fn extracted(format: &Propagator, name: &str, data: &[u8]) -> Context {
    let text = String::from_utf8_lossy(data);
    let lines = text.split('\n').map(|line| (name, line));
    let pairs: HeaderPairs<'_> = lines.collect();
    format.extract_with_context(&Context::new(), &pairs)
}

/// The headers that a Context becomes; all of them can be sent.
pub(super) fn injected(format: &Propagator, context: &Context) -> Vec<(String, String)> {
    let mut headers = Vec::new();
    format.inject_context(
        context,
        &mut InjectWith(|name: &str, value: String| {
            let sendable = |byte: u8| matches!(byte, b' '..=b'~' | b'\t');
            assert!(value.bytes().all(sendable), "{name}");
            headers.push((name.to_owned(), value));
        }),
    );
    headers
}

/// The Context after one more service.
pub(super) fn passed_on(format: &Propagator, context: &Context) -> Context {
    let headers = injected(format, context);
    let pairs: HeaderPairs<'_> = headers.iter().map(|(name, value)| (name, value)).collect();
    format.extract_with_context(&Context::new(), &pairs)
}

/// The parent is the same after one more service, or there is none.
pub(super) fn parent_survives(format: &Propagator, context: &Context) -> SpanContext {
    let parent = context.span().span_context().clone();
    let passed_on = passed_on(format, context);
    assert_eq!(*passed_on.span().span_context(), parent);
    assert!(!parent.is_valid() || parent.is_remote());
    parent
}

/// The members of the baggage, sorted; blanks in metadata have no meaning.
pub(super) fn members(context: &Context) -> Vec<(String, String, String)> {
    let members = context.baggage().iter();
    let mut members: Vec<_> = members
        .map(|(key, (value, metadata))| {
            (
                key.to_string(),
                value.to_string(),
                metadata.as_str().replace([' ', '\t'], ""),
            )
        })
        .collect();
    members.sort();
    assert!(members.len() <= 64);
    members
}

/// Of the baggage there is nothing else after one more service, and less only if encoding has made
/// it too long.
pub(super) fn baggage_survives(format: &Propagator, context: &Context) {
    let before = members(context);
    let after = members(&passed_on(format, context));
    assert!(after.iter().all(|member| before.contains(member)));
    let bytes = before
        .iter()
        .map(|(key, value, metadata)| key.len() + 1 + 3 * (value.len() + metadata.len()) + 2);
    if bytes.sum::<usize>() <= 8_192 {
        assert_eq!(after, before);
    }
}
