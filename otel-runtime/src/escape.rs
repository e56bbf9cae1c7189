//! Text from outside made safe for a terminal and for a log: no character of it moves the cursor, changes the
//! colour, starts a line or turns the reading direction.

use std::borrow::Cow;
use std::fmt::Write;

/// Whether a character could act on a terminal, or on the order in which a line is read, instead of being shown.
pub(crate) fn acts(character: char) -> bool {
    character.is_control()
        || matches!(
            character,
            // Line and paragraph separator.
            '\u{2028}' | '\u{2029}'
            // Bidirectional marks, embeddings, overrides and isolates.
            | '\u{061c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'
        )
}

/// Appends one character, escaped as in a Rust literal if it could act.
pub(crate) fn push(out: &mut String, character: char) {
    match character {
        '\n' => out.push_str("\\n"),
        '\r' => out.push_str("\\r"),
        '\t' => out.push_str("\\t"),
        other if acts(other) => {
            let _ = write!(out, "\\u{{{:x}}}", u32::from(other));
        }
        other => out.push(other),
    }
}

/// Appends one character of a quoted text, in which the quote and the backslash are escaped too.
pub(crate) fn push_quoted(out: &mut String, character: char) {
    if matches!(character, '"' | '\\') {
        out.push('\\');
    }
    push(out, character);
}

/// The text with every acting character escaped; borrowed when there is none.
pub(crate) fn escaped(text: &str) -> Cow<'_, str> {
    if !text.chars().any(acts) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 8);
    text.chars().for_each(|character| push(&mut out, character));
    Cow::Owned(out)
}

/// The text in double quotes, escaped.
pub(crate) fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    text.chars()
        .for_each(|character| push_quoted(&mut out, character));
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::{escaped, quoted};

    #[test]
    fn characters_that_act_are_shown_instead() {
        assert_eq!(escaped("a\nb\tc\r"), "a\\nb\\tc\\r");
        assert_eq!(escaped("\u{1b}[31mred\u{7}"), "\\u{1b}[31mred\\u{7}");
        assert_eq!(
            escaped("\u{7f}\u{9b}31m\u{2028}\u{2029}"),
            "\\u{7f}\\u{9b}31m\\u{2028}\\u{2029}"
        );
        assert_eq!(
            escaped("\u{202e}gpj.exe\u{2066}\u{200f}\u{61c}"),
            "\\u{202e}gpj.exe\\u{2066}\\u{200f}\\u{61c}"
        );
    }

    #[test]
    fn ordinary_text_is_left_alone() {
        assert_eq!(escaped("Zürich 東京 C:\\x"), "Zürich 東京 C:\\x");
        assert_eq!(quoted("say \"hi\" \\ \n"), r#""say \"hi\" \\ \n""#);
    }
}
