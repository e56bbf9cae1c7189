//! The header `tracestate`: up to 32 members that vendors pass along.
//!
//! One bad member, a key that comes twice, or a 33rd member, and the whole header is ignored. The
//! headers of one request are one list, in their order.

use std::sync::atomic::{AtomicBool, Ordering};

use opentelemetry::{
    Context,
    propagation::Extractor,
    trace::{SpanContext, TraceId, TraceState},
};

use super::{blanks::trimmed, ignored::Ignored};

pub(super) const TRACESTATE: &str = "tracestate";

const MEMBERS: usize = 32;
const LONGEST: usize = 256;

/// A header with members that the API's `TraceState` cannot hold: its keys are those of level 1,
/// where `@` stands once at most. It travels beside the span's, for the trace that it came with.
#[derive(Debug)]
pub(super) struct Whole {
    trace_id: TraceId,
    header: String,
    /// The members that the span's `TraceState` was given.
    held: TraceState,
    /// Those it could not be given.
    others: String,
}

/// Whether there ever was a [`Whole`]: until then no injection looks for one.
static KEPT: AtomicBool = AtomicBool::new(false);

/// The members that came in, and the whole header where the API cannot hold all of them.
pub(super) fn extract(headers: &dyn Extractor, trace_id: TraceId) -> (TraceState, Option<Whole>) {
    let Some(values) = headers.get_all(TRACESTATE) else {
        return (TraceState::NONE, None);
    };
    let Some(members) = parse(values.iter().copied()) else {
        Ignored::Tracestate.count();
        return (TraceState::NONE, None);
    };
    if let Ok(state) = TraceState::from_key_value(members.iter().copied()) {
        return (state, None);
    }
    let holds = |member: &&(&str, &str)| TraceState::from_key_value([**member]).is_ok();
    let held = members.iter().filter(holds).copied();
    let held = TraceState::from_key_value(held).unwrap_or_default();
    let others = members.iter().filter(|member| !holds(member)).copied();
    let whole = Whole {
        trace_id,
        header: join(members.iter().copied()),
        held: held.clone(),
        others: join(others),
    };
    KEPT.store(true, Ordering::Relaxed);
    (held, Some(whole))
}

/// The members of several header values; `None` where any of them is not allowed.
fn parse<'a>(values: impl Iterator<Item = &'a str>) -> Option<Vec<(&'a str, &'a str)>> {
    let mut members: Vec<(&str, &str)> = Vec::new();
    let listed = values.flat_map(|value| value.split(','));
    for member in listed.map(trimmed) {
        if member.is_empty() {
            continue;
        }
        let (key, value) = member.split_once('=')?;
        let twice = members.iter().any(|(taken, _)| *taken == key);
        if members.len() == MEMBERS || twice || !is_key(key) || !is_value(value) {
            return None;
        }
        members.push((key, value));
    }
    Some(members)
}

fn is_key(key: &str) -> bool {
    let first = |byte: &u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
    let bytes = key.as_bytes();
    bytes.first().is_some_and(first)
        && bytes.len() <= LONGEST
        && bytes
            .iter()
            .all(|byte| first(byte) || b"_-*/@".contains(byte))
}

fn is_value(value: &str) -> bool {
    let bytes = value.as_bytes();
    let allowed = |byte: &u8| matches!(byte, b' '..=b'~') && !b",=".contains(byte);
    bytes.len() <= LONGEST
        && bytes.last().is_some_and(|last| *last != b' ')
        && bytes.iter().all(allowed)
}

fn join<'a>(members: impl Iterator<Item = (&'a str, &'a str)>) -> String {
    let mut header = String::new();
    for (key, value) in members {
        push(&mut header, key, value);
    }
    header
}

fn push(header: &mut String, key: &str, value: &str) {
    if !header.is_empty() {
        header.push(',');
    }
    header.push_str(key);
    header.push('=');
    header.push_str(value);
}

/// The header to send for a span; `None` where there is nothing to send.
pub(super) fn header(cx: &Context, span: &SpanContext) -> Option<String> {
    let whole = KEPT
        .load(Ordering::Relaxed)
        .then(|| cx.get::<Whole>())
        .flatten()
        .filter(|whole| whole.trace_id == span.trace_id());
    let state = span.trace_state();
    match whole {
        None if *state == TraceState::NONE => None,
        None => not_empty(sendable(state).0),
        Some(whole) if whole.held == *state => Some(whole.header.clone()),
        Some(whole) => {
            let (mut header, mut members) = sendable(state);
            // What was changed on the way stands first, as the specification asks.
            for other in whole.others.split(',') {
                if members < MEMBERS
                    && let Some((key, value)) = other.split_once('=')
                {
                    push(&mut header, key, value);
                    members += 1;
                }
            }
            not_empty(header)
        }
    }
}

/// The members of a span's state that are allowed in a header, and their number. The API lets
/// programs write line breaks into values.
fn sendable(state: &TraceState) -> (String, usize) {
    let bytes = state
        .into_iter()
        .map(|(key, value)| key.len() + value.len() + 2);
    let mut header = String::with_capacity(bytes.sum());
    let mut members = 0;
    for (key, value) in state {
        if is_key(key) && is_value(value) {
            push(&mut header, key, value);
            members += 1;
        } else {
            Ignored::Tracestate.count();
        }
    }
    (header, members)
}

fn not_empty(header: String) -> Option<String> {
    (!header.is_empty()).then_some(header)
}
