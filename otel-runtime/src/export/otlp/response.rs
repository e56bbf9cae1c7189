//! What a receiver answers: its partial success, or why it took nothing.

use std::{fmt, time::Duration};

use crate::record::proto::{Field, Fields};

/// A batch was acknowledged, but for the rejected spans.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Acknowledged {
    pub(crate) rejected: usize,
    pub(crate) message: String,
}

/// Why a batch was not acknowledged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Failure {
    /// It may be tried again: the receiver could not be reached, or the connection broke.
    Unanswered(String),
    /// It may be tried again: the receiver says so.
    Temporary {
        message: String,
        /// How long the receiver asked to wait.
        retry_after: Option<Duration>,
    },
    /// The receiver will never take it.
    Refused(String),
    /// The receiver takes no request of this size.
    TooLarge(String),
}

/// The answer to one attempt, in a few words.
pub(super) struct Told<'a>(pub(super) &'a Result<Acknowledged, Failure>);

impl fmt::Display for Told<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Ok(Acknowledged { rejected: 0, .. }) => f.write_str("acknowledged"),
            Ok(Acknowledged { rejected, message }) => {
                write!(f, "acknowledged, {rejected} of them rejected: {message}")
            }
            Err(Failure::Refused(why)) => f.write_str(why),
            Err(Failure::TooLarge(message)) => write!(f, "too large: {message}"),
            Err(Failure::Unanswered(why)) => write!(f, "failed: {why}"),
            Err(Failure::Temporary {
                message,
                retry_after,
            }) => {
                write!(f, "failed: {message}")?;
                match retry_after {
                    Some(pause) => write!(f, "; try again after {pause:.1?}"),
                    None => Ok(()),
                }
            }
        }
    }
}

/// Reads the body of an `ExportTraceServiceResponse`. What is no such message counts as full
/// success, as the status said so.
pub(crate) fn acknowledged(body: &[u8]) -> Acknowledged {
    const PARTIAL_SUCCESS: u64 = 0x0a;
    const REJECTED_SPANS: u64 = 0x08;
    const ERROR_MESSAGE: u64 = 0x12;
    let mut answer = Acknowledged::default();
    for partial in Fields::new(body).delimited(PARTIAL_SUCCESS) {
        for field in Fields::new(partial) {
            match field {
                (REJECTED_SPANS, Field::Varint(spans)) => {
                    let spans = usize::try_from(spans.cast_signed()).unwrap_or_default();
                    answer.rejected = spans;
                }
                (ERROR_MESSAGE, Field::Delimited(text)) => {
                    answer.message = short(&String::from_utf8_lossy(text));
                }
                _ => {}
            }
        }
    }
    answer
}

/// A receiver's text, cut to what fits a line.
pub(crate) fn short(text: &str) -> String {
    const LIMIT: usize = 200;
    match text.char_indices().nth(LIMIT) {
        Some((end, _)) => format!("{}...", &text[..end]),
        None => text.to_owned(),
    }
}

/// An error with the causes below it that say something new, in one line.
pub(crate) fn chain(error: &(dyn std::error::Error + 'static)) -> String {
    let mut line = error.to_string();
    let mut next = error.source();
    while let Some(cause) = next {
        let text = cause.to_string();
        if !line.contains(&text) {
            line.push_str(": ");
            line.push_str(&text);
        }
        next = cause.source();
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_partial_success_is_read_and_nonsense_is_not() {
        let body = b"\x0a\x08\x08\x07\x12\x04full";
        let expected = Acknowledged {
            rejected: 7,
            message: "full".to_owned(),
        };
        assert_eq!(acknowledged(body), expected);
        assert_eq!(acknowledged(b""), Acknowledged::default());
        assert_eq!(acknowledged(b"<html>"), Acknowledged::default());
        let negative = b"\x0a\x0b\x08\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01";
        assert_eq!(acknowledged(negative).rejected, 0);
    }

    #[test]
    fn long_texts_are_cut_at_a_character() {
        assert_eq!(short("é"), "é");
        assert_eq!(short(&"é".repeat(201)), format!("{}...", "é".repeat(200)));
    }
}
