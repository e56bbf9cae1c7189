//! Text made safe and cut to a width. No more of a long text is looked at than can be shown.

use crate::escape;
use crate::export::tree::value::value;
use opentelemetry::{Array, Value};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// The text, escaped; if it is wider than `max` columns, cut and ended by `…`.
pub(super) fn clip(text: &str, max: usize) -> String {
    let (shown, cut) = start(text, max);
    ended(escape::escaped(shown).into_owned(), max, cut)
}

/// An attribute's value, escaped and cut in the same way.
pub(super) fn clip_value(shown: &Value, max: usize) -> String {
    let (shortened, cut) = match shown {
        Value::String(text) => {
            let (text, cut) = start(text.as_str(), max);
            (Value::from(text.to_string()), cut)
        }
        Value::Array(Array::Bool(items)) => head(items, max, Array::Bool),
        Value::Array(Array::I64(items)) => head(items, max, Array::I64),
        Value::Array(Array::F64(items)) => head(items, max, Array::F64),
        Value::Array(Array::String(items)) => {
            let texts: Vec<_> = items
                .iter()
                .take(max)
                .map(|item| start(item.as_str(), max).0.to_string().into())
                .collect();
            (Value::Array(Array::String(texts)), items.len() > max)
        }
        other => (other.clone(), false),
    };
    ended(value(&shortened), max, cut)
}

/// The text, escaped, in lines of at most `max` columns, broken at spaces where there are any; at most `lines` of them.
pub(super) fn wrap(text: &str, max: usize, lines: usize) -> Vec<String> {
    let mut rest = clip(text, max.saturating_mul(lines));
    let mut wrapped = Vec::new();
    while rest.width() > max && wrapped.len() + 1 < lines {
        let fits = prefix(&rest, max);
        // A space in the first half would leave most of the line empty.
        let end = rest[..fits].rfind(' ').filter(|&space| space > fits / 2);
        let line = rest[..end.unwrap_or(fits)].to_string();
        rest = rest[line.len()..].trim_start().to_string();
        wrapped.push(line);
    }
    wrapped.push(clip(&rest, max));
    wrapped
}

/// As much of the start of a text as could fill `max` columns, and whether that is not all.
fn start(text: &str, max: usize) -> (&str, bool) {
    // A character may be of no width; so many of those in a row are cut too.
    match text.char_indices().nth(max.saturating_mul(4)) {
        Some((end, _)) => (&text[..end], true),
        None => (text, false),
    }
}

fn head<T: Clone>(items: &[T], max: usize, array: impl Fn(Vec<T>) -> Array) -> (Value, bool) {
    let shown = items.iter().take(max).cloned().collect();
    (Value::Array(array(shown)), items.len() > max)
}

fn ended(mut text: String, max: usize, cut: bool) -> String {
    if cut || text.width() > max {
        text.truncate(prefix(&text, max.saturating_sub(1)));
        text.push('…');
    }
    text
}

/// How many bytes of the text fill at most `max` columns.
fn prefix(text: &str, max: usize) -> usize {
    let mut columns = 0;
    for (at, character) in text.char_indices() {
        columns += character.width().unwrap_or(0);
        if columns > max {
            return at;
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::{clip, clip_value, wrap};
    use opentelemetry::Value;

    #[test]
    fn long_texts_are_cut_to_the_column() {
        assert_eq!(clip("abcdef", 6), "abcdef");
        assert_eq!(clip("abcdefg", 6), "abcde…");
        assert_eq!(clip("東京東京", 7), "東京東…");
        assert_eq!(clip("東京東京", 6), "東京…");
        assert_eq!(clip(&"x".repeat(10_000_000), 4), "xxx…");
        assert_eq!(clip_value(&Value::from("abcdef".to_string()), 6), "\"abcd…");
    }

    #[test]
    fn messages_are_wrapped_at_spaces() {
        assert_eq!(wrap("one two three", 8, 3), ["one two", "three"]);
        assert_eq!(wrap("abcdefghijkl", 5, 2), ["abcde", "fghi…"]);
        assert_eq!(wrap("", 5, 2), [""]);
    }
}
