//! How a span went, read back from its status, attributes and events.

use opentelemetry::trace::Status;
use opentelemetry::{KeyValue, Value};
use opentelemetry_sdk::trace::SpanData;
use std::borrow::Cow;

/// How a span went.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Outcome<'a> {
    /// Nothing was said.
    Unset,
    /// Said to be a success.
    Ok,
    /// Given up before it finished.
    Cancelled,
    /// Ended in an error.
    Error(Failure<'a>),
    /// Left by a panic.
    Panicked(Failure<'a>),
}

/// What is known about an error or a panic; the texts are empty where nothing was said.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Failure<'a> {
    /// The error's type.
    pub(crate) kind: Cow<'a, str>,
    /// The error's text: the status description, or the exception's message where that says more.
    pub(crate) message: Cow<'a, str>,
}

impl<'a> Outcome<'a> {
    /// The failure, of an error or of a panic.
    pub(crate) fn failure(&self) -> Option<&Failure<'a>> {
        match self {
            Self::Error(failure) | Self::Panicked(failure) => Some(failure),
            Self::Unset | Self::Ok | Self::Cancelled => None,
        }
    }
}

/// Reads how a span went.
pub(crate) fn outcome(span: &SpanData) -> Outcome<'_> {
    match &span.status {
        Status::Error { description } => failed(span, description),
        _ if text(&span.attributes, "outcome").as_deref() == Some("cancelled") => {
            Outcome::Cancelled
        }
        Status::Ok => Outcome::Ok,
        Status::Unset => Outcome::Unset,
    }
}

fn failed<'a>(span: &'a SpanData, description: &'a str) -> Outcome<'a> {
    let mut failure = Failure {
        kind: text(&span.attributes, "error.type").unwrap_or_default(),
        message: Cow::Borrowed(description),
    };
    let mut exceptions = span.events.iter().filter(|event| event.name == "exception");
    // The exception that the status speaks of, if one does: its message may carry the chain of sources as well.
    let exception = exceptions.find_map(|event| {
        let message = text(&event.attributes, "exception.message").unwrap_or_default();
        message
            .contains(description)
            .then_some((text(&event.attributes, "exception.type"), message))
    });
    if let Some((kind, message)) = exception {
        failure.kind = kind.unwrap_or(failure.kind);
        failure.message = message;
    }
    let panicked =
        failure.kind == "panic" || text(&span.attributes, "error.type").as_deref() == Some("panic");
    if !panicked {
        return Outcome::Error(failure);
    }
    // What only says again that it was a panic.
    let message = failure.message.as_ref();
    let message = message.strip_prefix("panicked: ").unwrap_or(message);
    if message.len() < failure.message.len() {
        failure.message = Cow::Owned(message.to_string());
    } else if message == "panic" {
        failure.message = Cow::Borrowed("");
    }
    Outcome::Panicked(failure)
}

/// The last value of a key, because a later value replaces an earlier one.
fn find<'a>(attributes: &'a [KeyValue], key: &str) -> Option<&'a Value> {
    let mut named = attributes
        .iter()
        .rev()
        .filter(|one| one.key.as_str() == key);
    named.next().map(|one| &one.value)
}

/// The last value of a key as text.
pub(crate) fn text<'a>(attributes: &'a [KeyValue], key: &str) -> Option<Cow<'a, str>> {
    find(attributes, key).map(Value::as_str)
}
