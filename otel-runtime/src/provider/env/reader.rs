//! Typed reading of environment variables, with a warning for what cannot be used.

use std::{borrow::Cow, ops::RangeInclusive, time::Duration};

use super::super::settings::{Source, Sourced, Warning};

/// The largest number that the specification asks implementations to take.
const LARGEST: u32 = i32::MAX as u32;

/// Any number from zero.
pub(super) const FROM_ZERO: RangeInclusive<u32> = 0..=LARGEST;
/// Any number from one.
pub(super) const FROM_ONE: RangeInclusive<u32> = 1..=LARGEST;

/// Reads variables and gathers the warnings about them.
pub(super) struct Reader<'a> {
    variables: &'a dyn Fn(&str) -> Option<String>,
    pub(super) warnings: Vec<Warning>,
}

impl<'a> Reader<'a> {
    pub(super) fn new(variables: &'a dyn Fn(&str) -> Option<String>) -> Self {
        Self {
            variables,
            warnings: Vec::new(),
        }
    }

    /// A variable's text; an empty one is unset.
    pub(super) fn text(&self, name: &str) -> Option<String> {
        let text = (self.variables)(name)?;
        let text = text.trim();
        (!text.is_empty()).then(|| text.to_owned())
    }

    /// A variable's text, with its source.
    pub(super) fn sourced(&self, name: &'static str) -> Option<Sourced<String>> {
        let text = self.text(name)?;
        Some(Sourced::new(text, Source::Variable(name)))
    }

    /// Warns of a variable; once, though more than one signal may read it.
    pub(super) fn warn(
        &mut self,
        setting: &'static str,
        value: impl Into<Option<String>>,
        allowed: impl Into<Cow<'static, str>>,
        used: impl Into<Cow<'static, str>>,
    ) {
        let known = |warning: &Warning| matches!(warning, Warning::Invalid { setting: known, .. } if *known == setting);
        if self.warnings.iter().any(known) {
            return;
        }
        self.warnings.push(Warning::Invalid {
            setting,
            value: value.into(),
            allowed: allowed.into(),
            used: used.into(),
        });
    }

    /// What `parse` makes of a variable; where it makes nothing, a warning.
    pub(super) fn parsed<T>(
        &mut self,
        name: &'static str,
        allowed: impl Into<Cow<'static, str>>,
        used: impl Into<Cow<'static, str>>,
        parse: impl FnOnce(&str) -> Option<T>,
    ) -> Option<Sourced<T>> {
        let text = self.text(name)?;
        let value = parse(&text);
        if value.is_none() {
            self.warn(name, text, allowed, used);
        }
        value.map(|value| Sourced::new(value, Source::Variable(name)))
    }

    pub(super) fn number(
        &mut self,
        name: &'static str,
        range: RangeInclusive<u32>,
        used: &'static str,
    ) -> Option<Sourced<u32>> {
        let allowed = format!("a whole number from {} to {}", range.start(), range.end());
        self.parsed(name, allowed, used, |text| {
            text.parse().ok().filter(|number| range.contains(number))
        })
    }

    /// A duration, given in milliseconds.
    pub(super) fn duration(
        &mut self,
        name: &'static str,
        used: &'static str,
    ) -> Option<Sourced<Duration>> {
        self.milliseconds(name, FROM_ZERO, used)
    }

    /// A pause between two times, which is never none.
    #[cfg(feature = "metrics")]
    pub(super) fn interval(
        &mut self,
        name: &'static str,
        used: &'static str,
    ) -> Option<Sourced<Duration>> {
        self.milliseconds(name, FROM_ONE, used)
    }

    fn milliseconds(
        &mut self,
        name: &'static str,
        range: RangeInclusive<u32>,
        used: &'static str,
    ) -> Option<Sourced<Duration>> {
        let (least, most) = (range.start(), range.end());
        let allowed = format!("a whole number of milliseconds from {least} to {most}");
        self.parsed(name, allowed, used, |text| {
            let milliseconds = text.parse().ok().filter(|n| range.contains(n))?;
            Some(Duration::from_millis(milliseconds.into()))
        })
    }

    /// A duration in which zero means without end, as the specification has it for timeouts.
    pub(super) fn timeout(
        &mut self,
        name: &'static str,
        used: &'static str,
    ) -> Option<Sourced<Duration>> {
        let timeout = self.duration(name, used)?;
        Some(timeout.map(|timeout| {
            if timeout.is_zero() {
                Duration::from_millis(LARGEST.into())
            } else {
                timeout
            }
        }))
    }

    pub(super) fn boolean(&mut self, name: &'static str) -> Option<Sourced<bool>> {
        self.parsed(name, "true, false", "the default false", |text| match text
            .to_ascii_lowercase()
            .as_str()
        {
            "true" => Some(true),
            "false" => Some(false),
            _ => None,
        })
    }

    /// One of several names, in any case.
    pub(super) fn choice<T: Copy>(
        &mut self,
        name: &'static str,
        known: &[(&'static str, T)],
        used: &'static str,
    ) -> Option<Sourced<T>> {
        let allowed = join(known.iter().map(|(name, _)| *name));
        self.parsed(name, allowed, used, |text| find(known, text))
    }

    /// A comma list of several names, each taken once; `none` alone is an empty list. Unknown names
    /// are left out with one warning for all; where no known one is left it is as if unset.
    pub(super) fn list<T: Copy + PartialEq>(
        &mut self,
        name: &'static str,
        known: &[(&'static str, T)],
        default: impl Into<Cow<'static, str>>,
    ) -> Option<Sourced<Vec<T>>> {
        let text = self.text(name)?;
        let mut taken: Vec<(&'static str, T)> = Vec::new();
        let mut refused = Vec::new();
        let names: Vec<&str> = text
            .split(',')
            .map(str::trim)
            .filter(|n| !n.is_empty())
            .collect();
        let only = names.len() == 1;
        if names.is_empty() {
            refused.push(text.as_str());
        }
        for item in names {
            match known
                .iter()
                .find(|(name, _)| name.eq_ignore_ascii_case(item))
            {
                Some(found) if taken.contains(found) => {}
                Some(found) => taken.push(*found),
                None if only && item.eq_ignore_ascii_case("none") => {
                    return Some(Sourced::new(Vec::new(), Source::Variable(name)));
                }
                None => refused.push(item),
            }
        }
        if !refused.is_empty() {
            let used = match taken.as_slice() {
                [] => default.into(),
                taken => join(taken.iter().map(|(name, _)| *name)).into(),
            };
            let allowed = match known {
                [] => "none".to_owned(),
                [..] => {
                    let names = join(known.iter().map(|(name, _)| *name));
                    format!("a comma-separated list of {names}; or none alone")
                }
            };
            self.warn(name, refused.join(","), allowed, used);
        }
        let taken: Vec<T> = taken.into_iter().map(|(_, value)| value).collect();
        (!taken.is_empty()).then(|| Sourced::new(taken, Source::Variable(name)))
    }
}

fn find<T: Copy>(known: &[(&'static str, T)], text: &str) -> Option<T> {
    let found = known
        .iter()
        .find(|(name, _)| name.eq_ignore_ascii_case(text));
    found.map(|(_, value)| *value)
}

fn join<'a>(names: impl Iterator<Item = &'a str>) -> String {
    names.collect::<Vec<_>>().join(", ")
}
