//! Typed reading of nodes, with a mistake for whatever is not as it should be.

use std::{ops::RangeInclusive, time::Duration};

use super::{
    node::{Entry, Mark, Node, Scalar, Value},
    report::Report,
};
use crate::provider::settings::{Source, Sourced};

/// The largest number that the format's integers are asked to take.
const LARGEST: i64 = i32::MAX as i64;

/// A value and the keys on the way to it.
#[derive(Clone, Debug)]
pub(super) struct At<'n> {
    pub(super) node: &'n Node,
    pub(super) path: String,
}

impl<'n> At<'n> {
    pub(super) fn mark(&self) -> Mark {
        self.node.mark
    }

    /// The source of what is read here.
    pub(super) fn source(&self) -> Source {
        Source::File(self.node.mark.line)
    }

    /// What stands here, as it may be shown.
    pub(super) fn shown(&self) -> String {
        match &self.node.value {
            Value::Scalar(scalar) => shown(scalar),
            other => kind(other).to_owned(),
        }
    }

    pub(super) fn wrong(&self, report: &mut Report, text: impl AsRef<str>) {
        report.mistake(self.mark(), &self.path, text);
    }

    /// What stands here can not be.
    pub(super) fn not_allowed(&self, allowed: &str, report: &mut Report) {
        let shown = self.shown();
        self.wrong(
            report,
            format!("{shown} is not allowed; allowed: {allowed}"),
        );
    }

    /// The mapping that stands here; none where there is nothing.
    pub(super) fn section(&self, report: &mut Report) -> Option<Section<'n>> {
        match &self.node.value {
            Value::Mapping(entries) => Some(Section {
                entries,
                mark: self.mark(),
                path: self.path.clone(),
                asked: Vec::new(),
            }),
            value if value.is_null() => None,
            other => {
                self.refuse(other, "a mapping", report);
                None
            }
        }
    }

    /// The items of the list that stands here.
    pub(super) fn list(&self, report: &mut Report) -> Vec<At<'n>> {
        let items = match &self.node.value {
            Value::List(items) if items.is_empty() => {
                self.wrong(
                    report,
                    "an empty list stands here; allowed: one item or more",
                );
                return Vec::new();
            }
            Value::List(items) => items,
            value if value.is_null() => return Vec::new(),
            other => {
                self.refuse(other, "a list", report);
                return Vec::new();
            }
        };
        let item = |(index, node)| At {
            node,
            path: format!("{}[{index}]", self.path),
        };
        items.iter().enumerate().map(item).collect()
    }

    /// The one key of the mapping that stands here, with its value: how the format says which of
    /// several things is meant. A key in development may have that said behind its name or not.
    pub(super) fn choice(&self, what: &str, report: &mut Report) -> Option<(&'n str, At<'n>)> {
        let Value::Mapping(entries) = &self.node.value else {
            self.refuse(
                &self.node.value,
                &format!("a mapping of one {what}"),
                report,
            );
            return None;
        };
        let [entry] = entries.as_slice() else {
            let text = format!(
                "one {what} is to stand here, and these are {}",
                entries.len()
            );
            self.wrong(report, text);
            return None;
        };
        let at = At {
            node: &entry.value,
            path: format!("{}.{}", self.path, entry.key),
        };
        Some((stable_name(&entry.key), at))
    }

    fn refuse(&self, value: &Value, allowed: &str, report: &mut Report) {
        self.wrong(
            report,
            format!("{} stands here; allowed: {allowed}", kind(value)),
        );
    }

    fn scalar(&self, allowed: &str, report: &mut Report) -> Option<&'n Scalar> {
        match &self.node.value {
            Value::Scalar(scalar) => Some(scalar),
            other => {
                self.refuse(other, allowed, report);
                None
            }
        }
    }

    /// What `read` makes of the scalar that stands here; nothing where that is null.
    pub(super) fn typed<T>(
        &self,
        allowed: &str,
        report: &mut Report,
        read: impl FnOnce(&'n Scalar) -> Option<T>,
    ) -> Option<Sourced<T>> {
        if self.node.value.is_null() {
            return None;
        }
        let scalar = self.scalar(allowed, report)?;
        let value = read(scalar);
        if value.is_none() {
            self.not_allowed(allowed, report);
        }
        value.map(|value| Sourced::new(value, self.source()))
    }

    /// A text. A number or a truth value is taken as it is written, for what a variable holds may
    /// look like one.
    pub(super) fn text(&self, report: &mut Report) -> Option<Sourced<&'n str>> {
        self.typed("a text", report, |scalar| Some(scalar.text.as_str()))
    }

    pub(super) fn boolean(&self, report: &mut Report) -> Option<Sourced<bool>> {
        self.typed("true, false", report, Scalar::boolean)
    }

    pub(super) fn count(
        &self,
        range: RangeInclusive<i64>,
        report: &mut Report,
    ) -> Option<Sourced<u32>> {
        let allowed = format!("a whole number from {} to {}", range.start(), range.end());
        self.typed(&allowed, report, |scalar| {
            let number = scalar.integer().filter(|number| range.contains(number));
            number.and_then(|number| u32::try_from(number).ok())
        })
    }

    /// A number from `from` to the largest.
    pub(super) fn count_from(&self, from: i64, report: &mut Report) -> Option<Sourced<u32>> {
        self.count(from..=LARGEST, report)
    }

    pub(super) fn milliseconds(&self, report: &mut Report) -> Option<Sourced<Duration>> {
        let count = self.count_from(0, report)?;
        Some(count.map(|count| Duration::from_millis(count.into())))
    }

    /// A time between two happenings.
    #[cfg(feature = "metrics")]
    pub(super) fn period(&self, report: &mut Report) -> Option<Sourced<Duration>> {
        let count = self.count_from(1, report)?;
        Some(count.map(|count| Duration::from_millis(count.into())))
    }

    /// A time in which zero means without end.
    pub(super) fn timeout(&self, report: &mut Report) -> Option<Sourced<Duration>> {
        let timeout = self.milliseconds(report)?;
        Some(timeout.map(|timeout| {
            if timeout.is_zero() {
                Duration::from_millis(LARGEST.unsigned_abs())
            } else {
                timeout
            }
        }))
    }

    pub(super) fn ratio(&self, report: &mut Report) -> Option<Sourced<f64>> {
        self.typed("a number from 0 to 1", report, |scalar| {
            scalar.number().filter(|ratio| (0.0..=1.0).contains(ratio))
        })
    }

    /// One of several names, in any case.
    pub(super) fn name<T: Clone>(
        &self,
        known: &[(&str, T)],
        report: &mut Report,
    ) -> Option<Sourced<T>> {
        let names: Vec<&str> = known.iter().map(|(name, _)| *name).collect();
        self.typed(&names.join(", "), report, |scalar| {
            let is_meant = |(name, _): &&(&str, T)| name.eq_ignore_ascii_case(&scalar.text);
            known.iter().find(is_meant).map(|(_, value)| value.clone())
        })
    }
}

/// A mapping of which each key has to be asked for.
#[derive(Debug)]
pub(super) struct Section<'n> {
    entries: &'n [Entry],
    mark: Mark,
    path: String,
    asked: Vec<&'static str>,
}

impl<'n> Section<'n> {
    /// The value of a key; none where the key is not there. A value may be null.
    pub(super) fn present(&mut self, key: &'static str) -> Option<At<'n>> {
        let entry = self.entry(key)?;
        Some(At {
            node: &entry.value,
            path: join(&self.path, &entry.key),
        })
    }

    /// The value of a key; none where the key is not there, or its value is null.
    pub(super) fn get(&mut self, key: &'static str) -> Option<At<'n>> {
        self.present(key).filter(|at| !at.node.value.is_null())
    }

    /// The value of a key without which the file means nothing.
    pub(super) fn required(&mut self, key: &'static str, report: &mut Report) -> Option<At<'n>> {
        let found = self.get(key);
        if found.is_none() {
            report.mistake(self.mark, &self.path, format!("the key {key} is missing"));
        }
        found
    }

    /// The entry of a key, whatever its value.
    pub(super) fn entry(&mut self, key: &'static str) -> Option<&'n Entry> {
        self.asked.push(key);
        self.entries
            .iter()
            .find(|entry| stable_name(&entry.key) == key)
    }

    /// What nobody has asked for, with the name that may have been meant.
    pub(super) fn unknown(&self) -> impl Iterator<Item = (&'n Entry, Option<&'static str>)> {
        let is_unknown = |entry: &&Entry| !self.asked.contains(&stable_name(&entry.key));
        let asked = &self.asked;
        self.entries.iter().filter(is_unknown).map(move |entry| {
            let nearest = asked
                .iter()
                .map(|name| (strsim::levenshtein(stable_name(&entry.key), name), *name))
                .min();
            let allowed = stable_name(&entry.key).chars().count().div_ceil(3);
            let meant = nearest.filter(|(distance, _)| *distance <= allowed);
            (entry, meant.map(|(_, name)| name))
        })
    }

    /// Refuses a key that is there both with and without the word that it is in development: one of
    /// them would go unread.
    pub(super) fn refuse_twice(&self, report: &mut Report) {
        for (index, entry) in self.entries.iter().enumerate() {
            let name = stable_name(&entry.key);
            let mut before = self.entries.iter().take(index);
            if let Some(first) = before.find(|first| stable_name(&first.key) == name)
                && self.asked.contains(&name)
            {
                let (key, line) = (&first.key, first.mark.line);
                let path = join(&self.path, &entry.key);
                let text = format!("the same key is in line {line}, as {key:?}");
                report.mistake(entry.mark, &path, text);
            }
        }
    }

    /// Refuses what nobody has asked for.
    pub(super) fn end(self, report: &mut Report) {
        self.refuse_twice(report);
        for (entry, meant) in self.unknown() {
            let path = join(&self.path, &entry.key);
            report.mistake(entry.mark, &path, unknown_key(meant, &self.asked));
        }
    }
}

pub(super) fn unknown_key(meant: Option<&str>, known: &[&str]) -> String {
    match meant {
        Some(name) => format!("an unknown key; did you mean {name}?"),
        None if known.is_empty() => "an unknown key; none is allowed here".to_owned(),
        None => format!("an unknown key; allowed: {}", known.join(", ")),
    }
}

/// The keys on the way to a value.
pub(super) fn join(path: &str, key: &str) -> String {
    if path.is_empty() {
        key.to_owned()
    } else {
        format!("{path}.{key}")
    }
}

/// A key without the word that says it is in development.
fn stable_name(key: &str) -> &str {
    key.strip_suffix("/development").unwrap_or(key)
}

/// What stands in the file. What variables put there is not shown: it may be a secret.
fn shown(scalar: &Scalar) -> String {
    const SHOWN: usize = 80;
    let mut written: String = scalar.written.chars().take(SHOWN).collect();
    if written.len() < scalar.written.len() {
        written.push('…');
    }
    let text = if scalar.is_text {
        " (a text, by its quotes)"
    } else {
        ""
    };
    if scalar.written == scalar.text {
        format!("{written:?}{text}")
    } else {
        format!("what {written:?} stands for{text}")
    }
}

fn kind(value: &Value) -> &'static str {
    match value {
        Value::List(_) => "a list",
        Value::Mapping(_) => "a mapping",
        value if value.is_null() => "nothing",
        Value::Scalar(_) => "a single value",
    }
}
