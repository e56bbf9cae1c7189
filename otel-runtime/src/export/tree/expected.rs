//! The tree a test expects, read from its text.

use super::notation::{OUTCOMES, kind_from};
use crate::escape::quoted;
use opentelemetry::trace::SpanKind;

/// One line of the expected tree.
#[derive(Debug)]
pub(super) struct Line {
    /// The number of expected ancestors.
    pub(super) depth: usize,
    /// The line as it was written, without its indentation.
    pub(super) text: String,
    /// What it stands for; `None` is `...`, any number of spans.
    pub(super) span: Option<Expected>,
}

/// What a line says about its span. Texts are kept as they look in quotes.
#[derive(Debug)]
pub(super) struct Expected {
    pub(super) name: String,
    pub(super) kind: SpanKind,
    /// The outcome's word and, if one was given, its text.
    pub(super) outcome: Option<(&'static str, Option<String>)>,
    /// Key (without quotes) and value; `None` is `*`, any value.
    pub(super) attributes: Vec<(String, Option<String>)>,
}

/// Reads the expected tree; the error names the line that cannot be read.
pub(super) fn read(text: &str) -> Result<Vec<Line>, String> {
    let mut lines: Vec<Line> = Vec::new();
    let mut indents: Vec<usize> = Vec::new();
    for (number, written) in text.lines().enumerate() {
        let trimmed = written.trim();
        if trimmed.is_empty() {
            continue;
        }
        let wrong = |what: &str| {
            format!(
                "line {} of the expected tree, `{trimmed}`: {what}",
                number + 1
            )
        };
        let indent = written.len() - written.trim_start().len();
        while indents.last().is_some_and(|&above| above > indent) {
            indents.pop();
        }
        if indents.is_empty() && !lines.is_empty() {
            return Err(wrong("is indented less than the first line"));
        }
        if indents.last() != Some(&indent) {
            let above = lines.last().map_or(0, |line| line.depth + 1);
            if indents.len() != above {
                return Err(wrong("its indentation is that of no line above"));
            }
            if lines.last().is_some_and(|line| line.span.is_none()) {
                return Err(wrong("`...` stands for whole subtrees and has no children"));
            }
            indents.push(indent);
        }
        lines.push(Line {
            depth: indents.len() - 1,
            text: trimmed.to_string(),
            span: if trimmed == "..." {
                None
            } else {
                Some(expected(trimmed).map_err(|what| wrong(&what))?)
            },
        });
    }
    Ok(lines)
}

fn expected(line: &str) -> Result<Expected, String> {
    let words = words(line)?;
    let mut words = words.into_iter().peekable();
    let mut name = words.next().unwrap_or_default();
    if let Some(inner) = unquoted(&name) {
        name = inner.to_string();
    } else {
        // A name of several words goes on until a word means something else.
        while let Some(word) = words.next_if(|word| !is_detail(word)) {
            name = format!("{name} {word}");
        }
        let inner = quoted(&name);
        name = unquoted(&inner).unwrap_or(&name).to_string();
    }
    let mut expected = Expected {
        name,
        kind: SpanKind::Internal,
        outcome: None,
        attributes: Vec::new(),
    };
    for word in words {
        if let Some(kind) = kind_from(&word) {
            expected.kind = kind;
            continue;
        }
        let (key, value) = split(&word);
        match (OUTCOMES.into_iter().find(|one| *one == key), value) {
            (Some(outcome), value) => {
                let text = match value {
                    None => None,
                    Some(_) if matches!(outcome, "ok" | "cancelled") => {
                        return Err(format!(
                            "`{outcome}` takes no text; write `\"{outcome}\"=..` for an attribute of that name"
                        ));
                    }
                    Some(text) if unquoted(text).is_some() => Some(text.to_string()),
                    Some(text) => {
                        return Err(format!(
                            "the text of `{outcome}` is written in quotes, not as `{text}`"
                        ));
                    }
                };
                if expected.outcome.replace((outcome, text)).is_some() {
                    return Err("names two outcomes".to_string());
                }
            }
            (None, Some(value)) => {
                let key = unquoted(key).unwrap_or(key).to_string();
                expected
                    .attributes
                    .push((key, (value != "*").then(|| value.to_string())));
            }
            (None, None) => {
                return Err(format!(
                    "`{word}` is neither `[kind]`, an outcome ({}), nor `key=value`",
                    OUTCOMES.join(", ")
                ));
            }
        }
    }
    Ok(expected)
}

/// Whether a word after the first is no part of the name.
fn is_detail(word: &str) -> bool {
    kind_from(word).is_some() || split(word).1.is_some() || OUTCOMES.contains(&word)
}

/// A word at its first `=` outside quotes.
fn split(word: &str) -> (&str, Option<&str>) {
    let mut inside = false;
    let mut escaped = false;
    for (at, character) in word.char_indices() {
        match character {
            _ if escaped => escaped = false,
            '\\' => escaped = inside,
            '"' => inside = !inside,
            '=' if !inside => return (&word[..at], Some(&word[at + 1..])),
            _ => {}
        }
    }
    (word, None)
}

/// What stands between the quotes of a word that is one quoted text.
fn unquoted(word: &str) -> Option<&str> {
    word.strip_prefix('"')?.strip_suffix('"')
}

/// The line at its spaces outside quotes.
fn words(line: &str) -> Result<Vec<String>, String> {
    let mut words = vec![String::new()];
    let mut inside = false;
    let mut escaped = false;
    for character in line.chars() {
        match character {
            _ if escaped => escaped = false,
            '\\' => escaped = inside,
            '"' => inside = !inside,
            ' ' | '\t' if !inside => {
                words.push(String::new());
                continue;
            }
            _ => {}
        }
        if let Some(word) = words.last_mut() {
            word.push(character);
        }
    }
    if inside {
        return Err("a quote is not closed".to_string());
    }
    words.retain(|word| !word.is_empty());
    Ok(words)
}
