//! Whether a span is what a line of the expected tree says.

use super::expected::Expected;
use super::notation::description;
use super::outcome::{Outcome, outcome};
use super::value::value;
use crate::escape::quoted;
use opentelemetry_sdk::trace::SpanData;

/// Name, kind and outcome must be as said, every named attribute must be there; other attributes are not looked at.
pub(super) fn matches(expected: &Expected, span: &SpanData) -> bool {
    inside_quotes(&span.name) == expected.name
        && span.span_kind == expected.kind
        && same_outcome(expected, span)
        && expected.attributes.iter().all(|(key, wanted)| {
            // A later value of a key replaces an earlier one.
            let found = span
                .attributes
                .iter()
                .rev()
                .find(|one| inside_quotes(one.key.as_str()) == *key);
            match (found, wanted) {
                (None, _) => false,
                (Some(_), None) => true,
                (Some(found), Some(wanted)) => value(&found.value) == *wanted,
            }
        })
}

fn same_outcome(expected: &Expected, span: &SpanData) -> bool {
    let word = match outcome(span) {
        Outcome::Unset => return expected.outcome.is_none(),
        Outcome::Ok => "ok",
        Outcome::Cancelled => "cancelled",
        Outcome::Error(_) => "error",
        Outcome::Panicked(_) => "panicked",
    };
    match &expected.outcome {
        None => false,
        Some((wanted, None)) => *wanted == word,
        Some((wanted, Some(text))) => *wanted == word && quoted(&description(span)) == *text,
    }
}

/// The text as it looks between quotes, the form in which the expected texts are kept.
fn inside_quotes(text: &str) -> String {
    let quoted = quoted(text);
    quoted[1..quoted.len() - 1].to_string()
}
