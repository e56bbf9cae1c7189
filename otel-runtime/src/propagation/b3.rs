//! B3, the format of Zipkin: one header `b3`, or several `X-B3-*`.
//!
//! Both are read, the single one first; the configured one is written. `X-B3-ParentSpanId` is
//! neither read nor written, as the specification asks.

use opentelemetry::{
    Context,
    propagation::{Extractor, Injector},
    trace::{SpanContext, SpanId, TraceContextExt, TraceFlags, TraceId, TraceState},
};

use super::{
    blanks::trimmed,
    hex,
    ignored::Ignored,
    trace_context::{span_number, to_number},
    verdict,
};

const SINGLE: &str = "b3";
const TRACE_ID: &str = "x-b3-traceid";
const SPAN_ID: &str = "x-b3-spanid";
const SAMPLED: &str = "x-b3-sampled";
const FLAGS: &str = "x-b3-flags";

pub(super) const SINGLE_FIELDS: [&str; 1] = [SINGLE];
pub(super) const MULTI_FIELDS: [&str; 4] = [TRACE_ID, SPAN_ID, SAMPLED, FLAGS];

/// What the caller decided.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Sampling {
    Debug,
    Yes,
    No,
    /// Left to whoever comes next.
    Deferred,
}

/// What headers say. Without ids there is only the decision.
#[derive(Debug, PartialEq)]
struct Parsed {
    ids: Option<(TraceId, SpanId)>,
    sampling: Sampling,
}

/// A header that is there and is not B3.
#[derive(Debug, PartialEq)]
struct Malformed;

pub(super) fn inject_single(cx: &Context, injector: &mut dyn Injector) {
    let span = cx.span();
    let span_context = span.span_context();
    if !span_context.is_valid() {
        return;
    }
    let mut text = String::with_capacity(32 + 1 + 16 + 2);
    hex::push(&mut text, to_number(span_context.trace_id()), 32);
    text.push('-');
    hex::push(&mut text, span_number(span_context.span_id()), 16);
    text.push_str(if verdict::is_debugged(cx, span_context.trace_id()) {
        "-d"
    } else if span_context.is_sampled() {
        "-1"
    } else {
        "-0"
    });
    injector.set(SINGLE, text);
}

pub(super) fn inject_multi(cx: &Context, injector: &mut dyn Injector) {
    let span = cx.span();
    let span_context = span.span_context();
    if !span_context.is_valid() {
        return;
    }
    let text = |number, digits: u32| {
        let mut text = String::with_capacity(digits as usize);
        hex::push(&mut text, number, digits);
        text
    };
    injector.set(TRACE_ID, text(to_number(span_context.trace_id()), 32));
    injector.set(SPAN_ID, text(span_number(span_context.span_id()), 16));
    if verdict::is_debugged(cx, span_context.trace_id()) {
        // Implies the decision to record, which is not sent with it.
        injector.set(FLAGS, "1".to_owned());
    } else {
        let sampled = if span_context.is_sampled() { "1" } else { "0" };
        injector.set(SAMPLED, sampled.to_owned());
    }
}

pub(super) fn extract(cx: &Context, headers: &dyn Extractor) -> Option<Context> {
    let single = headers.get(SINGLE).map(parse_single);
    if matches!(single, Some(Err(Malformed))) {
        Ignored::B3.count();
    }
    let parsed = match single {
        Some(Ok(parsed)) => parsed,
        Some(Err(Malformed)) | None => match parse_multi(headers) {
            Ok(parsed) => parsed?,
            Err(Malformed) => {
                Ignored::B3.count();
                return None;
            }
        },
    };
    context_of(cx, &parsed)
}

fn context_of(cx: &Context, parsed: &Parsed) -> Option<Context> {
    let Some((trace_id, span_id)) = parsed.ids else {
        return (parsed.sampling == Sampling::No).then(|| verdict::denied(cx));
    };
    let flags = match parsed.sampling {
        Sampling::Debug | Sampling::Yes => TraceFlags::SAMPLED,
        Sampling::No | Sampling::Deferred => TraceFlags::NOT_SAMPLED,
    };
    let parent = SpanContext::new(trace_id, span_id, flags, true, TraceState::NONE);
    let context = cx.with_remote_span_context(parent);
    Some(match parsed.sampling {
        Sampling::Debug => verdict::debugged(&context),
        Sampling::Deferred => verdict::open(&context),
        Sampling::Yes | Sampling::No => context,
    })
}

fn parse_single(value: &str) -> Result<Parsed, Malformed> {
    let mut fields = trimmed(value).split('-');
    let (first, second) = (fields.next().unwrap_or_default(), fields.next());
    let (third, parent, more) = (fields.next(), fields.next(), fields.next());
    let Some(second) = second else {
        let (ids, sampling) = (None, sampling(first)?);
        return Ok(Parsed { ids, sampling });
    };
    if more.is_some() {
        return Err(Malformed);
    }
    if let Some(parent) = parent {
        span_id(parent)?;
    }
    Ok(Parsed {
        ids: Some((trace_id(first)?, span_id(second)?)),
        sampling: third.map_or(Ok(Sampling::Deferred), sampling)?,
    })
}

fn parse_multi(headers: &dyn Extractor) -> Result<Option<Parsed>, Malformed> {
    let get = |name| headers.get(name).map(trimmed);
    let decision = match (get(FLAGS), get(SAMPLED)) {
        (Some("1"), _) => Some(Sampling::Debug),
        (_, Some(sampled)) => Some(sampling(sampled)?),
        (_, None) => None,
    };
    let ids = match (get(TRACE_ID), get(SPAN_ID)) {
        (Some(trace), Some(span)) => Some((trace_id(trace)?, span_id(span)?)),
        (None, None) => None,
        _ => return Err(Malformed),
    };
    Ok((ids.is_some() || decision.is_some()).then_some(Parsed {
        ids,
        sampling: decision.unwrap_or(Sampling::Deferred),
    }))
}

/// 16 or 32 digits; the short form is the lower half of the long one.
fn trace_id(text: &str) -> Result<TraceId, Malformed> {
    if text.len() != 16 && text.len() != 32 {
        return Err(Malformed);
    }
    let number = hex::either_case(text.as_bytes()).filter(|number| *number != 0);
    number.map(TraceId::from).ok_or(Malformed)
}

fn span_id(text: &str) -> Result<SpanId, Malformed> {
    if text.len() != 16 {
        return Err(Malformed);
    }
    let number = hex::either_case(text.as_bytes()).filter(|number| *number != 0);
    number
        .map(|number| SpanId::from(number as u64))
        .ok_or(Malformed)
}

/// `true` and `false` are what early tracers sent.
fn sampling(text: &str) -> Result<Sampling, Malformed> {
    match text {
        "d" => Ok(Sampling::Debug),
        "1" => Ok(Sampling::Yes),
        "0" => Ok(Sampling::No),
        _ if text.eq_ignore_ascii_case("true") => Ok(Sampling::Yes),
        _ if text.eq_ignore_ascii_case("false") => Ok(Sampling::No),
        _ => Err(Malformed),
    }
}
