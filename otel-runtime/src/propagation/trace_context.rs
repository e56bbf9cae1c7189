//! W3C trace context, level 2: the headers `traceparent` and `tracestate`.
//!
//! Strict as the W3C's own test harness is at its strictest. A `traceparent` that is not exactly in
//! the form, or that was sent twice, is none, and then `tracestate` is not looked at.

use opentelemetry::{
    Context,
    propagation::{Extractor, Injector},
    trace::{SpanContext, SpanId, TraceContextExt, TraceFlags, TraceId},
};

use super::{blanks::trimmed, hex, ignored::Ignored, trace_state};

const TRACEPARENT: &str = "traceparent";
pub(super) const FIELDS: [&str; 2] = [TRACEPARENT, trace_state::TRACESTATE];

/// The length of version 00, which is the least that any later version has.
const LENGTH: usize = 55;
/// Sampled and random; other flags must not be passed on.
const KNOWN_FLAGS: u8 = 0b11;

pub(super) fn inject(cx: &Context, injector: &mut dyn Injector) {
    let span = cx.span();
    let span_context = span.span_context();
    if span_context.is_valid() {
        injector.set(TRACEPARENT, traceparent(span_context));
        if let Some(tracestate) = trace_state::header(cx, span_context) {
            injector.set(trace_state::TRACESTATE, tracestate);
        }
    }
}

fn traceparent(span_context: &SpanContext) -> String {
    let mut text = String::with_capacity(LENGTH);
    text.push_str("00-");
    hex::push(&mut text, to_number(span_context.trace_id()), 32);
    text.push('-');
    hex::push(&mut text, span_number(span_context.span_id()), 16);
    text.push('-');
    let flags = span_context.trace_flags().to_u8() & KNOWN_FLAGS;
    hex::push(&mut text, flags.into(), 2);
    text
}

pub(super) fn extract(cx: &Context, headers: &dyn Extractor) -> Option<Context> {
    let values = headers.get_all(TRACEPARENT)?;
    let parent = match values.as_slice() {
        [] => return None,
        [value] => parse(value),
        _ => None,
    };
    let Some((trace_id, span_id, flags)) = parent else {
        Ignored::Traceparent.count();
        return None;
    };
    let (state, whole) = trace_state::extract(headers, trace_id);
    let parent = SpanContext::new(trace_id, span_id, flags, true, state);
    let context = cx.with_remote_span_context(parent);
    Some(match whole {
        Some(whole) => context.with_value(whole),
        None => context,
    })
}

fn parse(value: &str) -> Option<(TraceId, SpanId, TraceFlags)> {
    let bytes = trimmed(value).as_bytes();
    let (known, more) = bytes.split_at_checked(LENGTH)?;
    if known[2] != b'-' || known[35] != b'-' || known[52] != b'-' {
        return None;
    }
    match hex::lower(&known[..2])? {
        0 if more.is_empty() => {}
        // A later version may have more fields.
        1..=254 if more.is_empty() || more[0] == b'-' => {}
        _ => return None,
    }
    let trace_id = TraceId::from(hex::lower(&known[3..35])?);
    let span_id = SpanId::from(hex::lower(&known[36..52])? as u64);
    let flags = hex::lower(&known[53..])? as u8;
    (trace_id != TraceId::INVALID && span_id != SpanId::INVALID)
        .then(|| (trace_id, span_id, TraceFlags::new(flags & KNOWN_FLAGS)))
}

pub(super) fn to_number(trace_id: TraceId) -> u128 {
    u128::from_be_bytes(trace_id.to_bytes())
}

pub(super) fn span_number(span_id: SpanId) -> u128 {
    u64::from_be_bytes(span_id.to_bytes()).into()
}
