//! Jaeger's own format: `uber-trace-id`, and baggage in headers that begin with `uberctx-`.
//!
//! Jaeger itself has left it for W3C trace context; it is here for services that still send it.

use opentelemetry::{
    Context,
    baggage::{Baggage, BaggageExt},
    propagation::{Extractor, Injector},
    trace::{SpanContext, SpanId, TraceContextExt, TraceFlags, TraceId, TraceState},
};

use super::{
    baggage,
    blanks::trimmed,
    budget::Budget,
    hex,
    ignored::Ignored,
    percent,
    trace_context::{span_number, to_number},
    verdict,
};

pub(super) const UBER_TRACE_ID: &str = "uber-trace-id";
pub(super) const BAGGAGE_PREFIX: &str = "uberctx-";
pub(super) const FIELDS: [&str; 1] = [UBER_TRACE_ID];

const SAMPLED: u8 = 1;
const DEBUG: u8 = 2;

pub(super) fn inject(cx: &Context, injector: &mut dyn Injector) {
    let span = cx.span();
    let span_context = span.span_context();
    if span_context.is_valid() {
        let debug = verdict::is_debugged(cx, span_context.trace_id());
        injector.set(UBER_TRACE_ID, uber_trace_id(span_context, debug));
    }
    let mut budget = Budget::default();
    for (key, value, _) in baggage::members(cx) {
        let mut encoded = String::with_capacity(value.len());
        percent::encode(value, &mut encoded);
        if budget.take(key.len() + 1 + encoded.len()) {
            injector.set(&format!("{BAGGAGE_PREFIX}{key}"), encoded);
        } else {
            Ignored::Baggage.count();
        }
    }
}

fn uber_trace_id(span_context: &SpanContext, debug: bool) -> String {
    let mut text = String::with_capacity(32 + 1 + 16 + 1 + 1 + 1 + 1);
    hex::push(&mut text, to_number(span_context.trace_id()), 32);
    text.push(':');
    hex::push(&mut text, span_number(span_context.span_id()), 16);
    // The parent's id, which nobody reads any more.
    text.push_str(":0:");
    let sampled = if span_context.is_sampled() {
        SAMPLED
    } else {
        0
    };
    let flags = if debug { SAMPLED | DEBUG } else { sampled };
    hex::push(&mut text, flags.into(), 1);
    text
}

pub(super) fn extract(cx: &Context, headers: &dyn Extractor) -> Option<Context> {
    let baggage = extract_baggage(headers);
    let with_baggage = baggage.map(|baggage| cx.with_baggage(baggage));
    let parent = headers.get(UBER_TRACE_ID).and_then(|value| {
        let parent = parse(value);
        if parent.is_none() {
            Ignored::Jaeger.count();
        }
        parent
    });
    let Some((trace_id, span_id, flags)) = parent else {
        return with_baggage;
    };
    let debug = flags & DEBUG != 0;
    let sampled = TraceFlags::NOT_SAMPLED.with_sampled(debug || flags & SAMPLED != 0);
    let parent = SpanContext::new(trace_id, span_id, sampled, true, TraceState::NONE);
    let context = with_baggage.as_ref().unwrap_or(cx);
    let context = context.with_remote_span_context(parent);
    Some(if debug {
        verdict::debugged(&context)
    } else {
        context
    })
}

/// Four hexadecimal fields of which clients may leave out leading zeros. Some of them
/// percent-encode the colons.
fn parse(value: &str) -> Option<(TraceId, SpanId, u8)> {
    let value = trimmed(value);
    let decoded;
    let value = if value.contains('%') {
        decoded = percent::decode(value);
        decoded.as_ref()
    } else {
        value
    };
    let mut fields = value.split(':');
    let mut next = |digits| {
        let field = fields.next()?.as_bytes();
        (field.len() <= digits).then(|| hex::either_case(field))?
    };
    let (trace_id, span_id, _parent, flags) = (next(32)?, next(16)?, next(16)?, next(2)?);
    if fields.next().is_some() || trace_id == 0 || span_id == 0 {
        return None;
    }
    Some((
        TraceId::from(trace_id),
        SpanId::from(span_id as u64),
        flags as u8,
    ))
}

fn extract_baggage(headers: &dyn Extractor) -> Option<Baggage> {
    let mut baggage = Baggage::new();
    let mut budget = Budget::default();
    let names = headers.keys().into_iter().filter_map(baggage_key);
    for (index, (name, key)) in names.enumerate() {
        // What a look-up costs is the carrier's matter, so there are not more than can be taken.
        let value = (index < Budget::MEMBERS)
            .then(|| headers.get(name))
            .flatten();
        let allowed = value.filter(|value| {
            percent::is_token(key)
                && percent::is_visible(value)
                && budget.take(key.len() + 1 + value.len())
        });
        if let Some(value) = allowed {
            let value = percent::decode(trimmed(value)).into_owned();
            baggage.insert(key.to_ascii_lowercase(), value);
        } else {
            Ignored::Baggage.count();
        }
    }
    (!baggage.is_empty()).then_some(baggage)
}

/// A header's name and the key of the baggage that it carries.
fn baggage_key(name: &str) -> Option<(&str, &str)> {
    let (prefix, key) = name.split_at_checked(BAGGAGE_PREFIX.len())?;
    prefix
        .eq_ignore_ascii_case(BAGGAGE_PREFIX)
        .then_some((name, key))
}
