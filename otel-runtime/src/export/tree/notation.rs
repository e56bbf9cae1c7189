//! A span as one line of text: `charge [client] error="declined" card="****1111"`.

use super::outcome::{Outcome, outcome};
use super::value::value;
use crate::escape::quoted;
use opentelemetry::trace::{SpanKind, Status};
use opentelemetry_sdk::trace::SpanData;
use std::collections::HashSet;

/// The words that stand for an outcome.
pub(super) const OUTCOMES: [&str; 4] = ["ok", "cancelled", "error", "panicked"];

/// The word of a kind.
pub(crate) fn kind(kind: &SpanKind) -> &'static str {
    match kind {
        SpanKind::Client => "client",
        SpanKind::Server => "server",
        SpanKind::Producer => "producer",
        SpanKind::Consumer => "consumer",
        SpanKind::Internal => "internal",
    }
}

/// The kind that a word in brackets names.
pub(super) fn kind_from(word: &str) -> Option<SpanKind> {
    match word {
        "[client]" => Some(SpanKind::Client),
        "[server]" => Some(SpanKind::Server),
        "[producer]" => Some(SpanKind::Producer),
        "[consumer]" => Some(SpanKind::Consumer),
        "[internal]" => Some(SpanKind::Internal),
        _ => None,
    }
}

/// Writes the span as a line: name, kind unless internal, outcome, attributes.
///
/// Left out, unless `asked` names them: where in the code and on which thread the span was made, and what the
/// outcome's word says already.
pub(crate) fn notation(span: &SpanData, asked: &HashSet<&str>) -> String {
    let mut line = name(&span.name);
    if span.span_kind != SpanKind::Internal {
        line.push_str(&format!(" [{}]", kind(&span.span_kind)));
    }
    let outcome = outcome(span);
    match &outcome {
        Outcome::Unset => {}
        Outcome::Ok => line.push_str(" ok"),
        Outcome::Cancelled => line.push_str(" cancelled"),
        Outcome::Error(_) => line.push_str(&with_text(" error", description(span))),
        Outcome::Panicked(_) => line.push_str(&with_text(" panicked", description(span))),
    }
    for attribute in &span.attributes {
        let key = attribute.key.as_str();
        let said = match outcome {
            Outcome::Cancelled => key == "outcome",
            Outcome::Panicked(_) => key == "error.type",
            _ => false,
        };
        let background = key.starts_with("code.") || key.starts_with("thread.");
        if asked.contains(key) || !(said || background) {
            line.push_str(&format!(
                " {}={}",
                attribute_key(key),
                value(&attribute.value)
            ));
        }
    }
    line
}

/// The text of an error or panic as tests compare it: an error's status description, a panic's message without the place.
pub(super) fn description(span: &SpanData) -> String {
    match (outcome(span), &span.status) {
        (Outcome::Panicked(panic), _) => without_place(&panic.message).to_string(),
        (Outcome::Error(_), Status::Error { description }) if !description.is_empty() => {
            description.to_string()
        }
        (outcome, _) => outcome
            .failure()
            .map(|failure| failure.message.to_string())
            .unwrap_or_default(),
    }
}

/// A panic's message without ` (file:line)` at its end, which changes whenever the file does.
fn without_place(message: &str) -> &str {
    let place = message.rfind(" (").filter(|&start| {
        let inner = message[start..]
            .strip_suffix(')')
            .and_then(|inner| inner.rsplit_once(':'));
        inner.is_some_and(|(_, line)| {
            !line.is_empty() && line.bytes().all(|one| one.is_ascii_digit())
        })
    });
    place.map_or(message, |start| &message[..start])
}

fn with_text(word: &str, text: String) -> String {
    if text.is_empty() {
        word.to_string()
    } else {
        format!("{word}={}", quoted(&text))
    }
}

/// The name as it is, or in quotes where it would be read as something else.
fn name(name: &str) -> String {
    let mut words = name.split(' ');
    let first = words.next().unwrap_or_default();
    let plain = !first.is_empty()
        && name != "..."
        && !name.contains(['"', '=', '\\'])
        && quoted(name).len() == name.len() + 2
        && !name.contains(|one: char| one.is_whitespace() && one != ' ')
        && words
            .all(|word| !word.is_empty() && !OUTCOMES.contains(&word) && kind_from(word).is_none());
    if plain {
        name.to_string()
    } else {
        quoted(name)
    }
}

/// The key as it is, or in quotes where it would be read as something else.
fn attribute_key(key: &str) -> String {
    let plain = !key.is_empty()
        && !key.contains(['"', '=', '\\'])
        && !key.contains(char::is_whitespace)
        && quoted(key).len() == key.len() + 2
        && !OUTCOMES.contains(&key);
    if plain { key.to_string() } else { quoted(key) }
}
