//! Masked values where they turn up in the texts of errors and panics.

use std::{cmp::Reverse, fmt, ops::Range, sync::Arc};

/// A shorter text stands in another by chance.
const SHORTEST: usize = 4;
/// Bytes of masked values that a span takes from the spans below it.
const MOST_TAKEN: usize = 256 * 1024;
/// What takes the place of a text when there were more masked values than that.
const WITHHELD: &str = "(withheld: too many masked values to look for in it)";

/// The masked values of a span and of those below it that failed.
#[derive(Default)]
pub(crate) struct Secrets {
    /// In the order of their texts, each once.
    known: Vec<Secret>,
    too_many: bool,
}

#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Secret {
    text: Arc<str>,
    is_debug: bool,
    /// What stands in its place.
    shown: Arc<str>,
}

impl Secrets {
    pub(crate) const fn new() -> Self {
        Self {
            known: Vec::new(),
            too_many: false,
        }
    }

    #[inline]
    pub(crate) fn is_empty(&self) -> bool {
        self.known.is_empty() && !self.too_many
    }

    #[inline]
    pub(crate) fn clear(&mut self) {
        if !self.is_empty() {
            self.known.clear();
            self.too_many = false;
        }
    }

    /// Adds the `Display` text of a masked value.
    pub(crate) fn add_display(&mut self, text: &str, shown: &Arc<str>) {
        self.add(text, false, shown);
    }

    /// Adds the `Debug` text of a masked value; what stands in quotes in it counts as well, so that
    /// the text in an `Option<String>` is found by itself.
    pub(crate) fn add_debug(&mut self, text: &str, shown: &Arc<str>) {
        self.add(text, true, shown);
    }

    fn add(&mut self, text: &str, is_debug: bool, shown: &Arc<str>) {
        if text.len() >= SHORTEST {
            self.insert(Secret {
                text: text.into(),
                is_debug,
                shown: shown.clone(),
            });
        }
    }

    fn insert(&mut self, secret: Secret) {
        if let Err(at) = self.known.binary_search(&secret) {
            self.known.insert(at, secret);
        }
    }

    /// Adds those of a span below.
    pub(crate) fn take_from(&mut self, below: &Self) {
        self.too_many |= below.too_many;
        if !self.too_many {
            for secret in &below.known {
                self.insert(secret.clone());
            }
            let taken: usize = self.known.iter().map(|secret| secret.text.len()).sum();
            self.too_many = taken + self.known.len() * size_of::<Secret>() > MOST_TAKEN;
        }
        if self.too_many {
            self.known = Vec::new();
        }
    }

    /// Replaces every masked value in `text`; of those that overlap, by what is shown of the
    /// longest.
    pub(crate) fn scrub(&self, text: &mut String) {
        if self.too_many {
            WITHHELD.clone_into(text);
        }
        let mut found = Vec::new();
        for secret in &self.known {
            find(text, &secret.text, &secret.shown, &mut found);
            if secret.is_debug {
                each_quoted(&secret.text, &mut |inner| {
                    find(text, inner, &secret.shown, &mut found);
                });
            }
        }
        if !found.is_empty() {
            *text = replaced(text, found);
        }
    }
}

/// A place where masked values stand.
struct Found<'a> {
    range: Range<usize>,
    /// The length of the longest of them.
    longest: usize,
    shown: &'a str,
}

/// Finds a masked value; where it overlaps itself, that is one place.
fn find<'a>(text: &str, secret: &str, shown: &'a str, found: &mut Vec<Found<'a>>) {
    let Some(first) = secret.chars().next().filter(|_| secret.len() >= SHORTEST) else {
        return;
    };
    let known = found.len();
    let mut from = 0;
    while let Some(at) = text[from..].find(secret) {
        let (start, end) = (from + at, from + at + secret.len());
        match found[known..].last_mut() {
            Some(last) if start < last.range.end => last.range.end = end,
            _ => found.push(Found {
                range: start..end,
                longest: secret.len(),
                shown,
            }),
        }
        from = start + first.len_utf8();
    }
}

fn replaced(text: &str, mut found: Vec<Found<'_>>) -> String {
    found.sort_by_key(|one| (one.range.start, Reverse(one.longest)));
    let mut out = String::with_capacity(text.len());
    let mut done = 0;
    let mut found = found.into_iter().peekable();
    while let Some(mut one) = found.next() {
        while let Some(next) = found.next_if(|next| next.range.start < one.range.end) {
            one.range.end = one.range.end.max(next.range.end);
            if next.longest > one.longest {
                (one.longest, one.shown) = (next.longest, next.shown);
            }
        }
        out.push_str(&text[done..one.range.start]);
        out.push_str(one.shown);
        done = one.range.end;
    }
    out.push_str(&text[done..]);
    out
}

/// Calls `take` with every text in quotes in a `Debug` text: as it stands, and without escapes.
fn each_quoted(debug: &str, take: &mut dyn FnMut(&str)) {
    let mut rest = debug;
    while let Some((_, behind)) = rest.split_once('"') {
        let mut escaped = false;
        let end = behind.bytes().position(|byte| {
            let is_end = byte == b'"' && !escaped;
            escaped = byte == b'\\' && !escaped;
            is_end
        });
        let Some(end) = end else {
            return;
        };
        let inner = &behind[..end];
        take(inner);
        if inner.contains('\\') {
            take(&unescaped(inner));
        }
        rest = &behind[end + 1..];
    }
}

/// The text that `Debug` has escaped.
fn unescaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut characters = text.chars();
    while let Some(character) = characters.next() {
        if character != '\\' {
            out.push(character);
            continue;
        }
        match characters.next() {
            Some('n') => out.push('\n'),
            Some('r') => out.push('\r'),
            Some('t') => out.push('\t'),
            Some('0') => out.push('\0'),
            Some('u') => {
                let code = characters.by_ref().skip(1).take_while(|c| *c != '}');
                let code = u32::from_str_radix(&code.collect::<String>(), 16);
                out.extend(code.ok().and_then(char::from_u32));
            }
            other => out.extend(other),
        }
    }
    out
}

impl fmt::Debug for Secrets {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Secrets(<{} hidden>)", self.known.len())
    }
}
