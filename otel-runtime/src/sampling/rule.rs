//! One rule of the rule-based sampler: conditions, and the sampler for what meets them.

use std::fmt;

use opentelemetry::{KeyValue, Value, trace::SpanKind};

use super::{Sampler, SamplingQuestion};
use crate::pattern::Pattern;

/// Attributes that hold a request's path: today's name, and the one before.
const PATHS: [&str; 2] = ["url.path", "http.target"];

/// Conditions, and the sampler for spans that meet all of them; for [`Sampler::rules`].
///
/// A rule without conditions is for every span. Of conditions of one sort (two names, two kinds,
/// two values of one attribute) one must be met. Attributes are those that the span starts with.
///
/// ```
/// use opentelemetry::trace::SpanKind;
/// use otel_runtime::{Rule, Sampler};
///
/// let sampler = Sampler::parent_based(Sampler::rules([
///     Rule::new(Sampler::AlwaysOff).path_prefix("/health").kind(SpanKind::Server),
///     Rule::new(Sampler::AlwaysOn).name("checkout *").attribute("customer.tier", "gold"),
///     Rule::new(Sampler::ratio(0.1)?),
/// ]));
/// # Ok::<(), otel_runtime::Error>(())
/// ```
#[derive(Clone, Debug)]
#[must_use]
pub struct Rule {
    pub(super) sampler: Sampler,
    names: Vec<Pattern>,
    path_prefixes: Vec<String>,
    attributes: Vec<AttributeCondition>,
    kinds: Vec<SpanKind>,
    parents: Vec<ParentKind>,
}

/// Where a span's parent is; a condition of a [`Rule`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ParentKind {
    /// There is none: the span starts a trace.
    None,
    /// In this process.
    Local,
    /// In another service.
    Remote,
}

/// What an attribute's value must be, as text, and what it must not be.
#[derive(Clone, Debug)]
struct AttributeCondition {
    key: String,
    values: Vec<String>,
    included: Vec<Pattern>,
    excluded: Vec<Pattern>,
}

impl Rule {
    /// A rule for every span.
    pub fn new(sampler: impl Into<Sampler>) -> Self {
        Self {
            sampler: sampler.into(),
            names: Vec::new(),
            path_prefixes: Vec::new(),
            attributes: Vec::new(),
            kinds: Vec::new(),
            parents: Vec::new(),
        }
    }

    /// For spans of this name, in which `*` stands for any characters and `?` for one.
    pub fn name(mut self, pattern: impl Into<String>) -> Self {
        self.names.push(Pattern::new(pattern));
        self
    }

    /// For requests whose path begins with these characters: the attribute `url.path`, or
    /// `http.target`.
    pub fn path_prefix(mut self, prefix: impl Into<String>) -> Self {
        self.path_prefixes.push(prefix.into());
        self
    }

    /// For spans that have this attribute with this value. Values are compared as text.
    pub fn attribute(mut self, key: impl Into<String>, value: impl Into<Value>) -> Self {
        let value = value.into().as_str().into_owned();
        self.condition(key.into()).values.push(value);
        self
    }

    /// For spans that have this attribute with a value, as text, like this pattern: `*` stands for
    /// any characters and `?` for one.
    pub fn attribute_pattern(mut self, key: impl Into<String>, pattern: impl Into<String>) -> Self {
        let pattern = Pattern::new(pattern);
        self.condition(key.into()).included.push(pattern);
        self
    }

    /// For spans that have this attribute with a value, as text, that is not like this pattern.
    pub fn attribute_except(mut self, key: impl Into<String>, pattern: impl Into<String>) -> Self {
        let pattern = Pattern::new(pattern);
        self.condition(key.into()).excluded.push(pattern);
        self
    }

    /// For spans of this kind.
    pub fn kind(mut self, kind: SpanKind) -> Self {
        self.kinds.push(kind);
        self
    }

    /// For spans whose parent is there.
    pub fn parent(mut self, parent: ParentKind) -> Self {
        self.parents.push(parent);
        self
    }

    fn condition(&mut self, key: String) -> &mut AttributeCondition {
        let known = self.attributes.iter().position(|known| known.key == key);
        let at = known.unwrap_or_else(|| {
            self.attributes.push(AttributeCondition {
                key,
                values: Vec::new(),
                included: Vec::new(),
                excluded: Vec::new(),
            });
            self.attributes.len() - 1
        });
        &mut self.attributes[at]
    }

    /// Whether the span meets all conditions.
    pub(super) fn is_for(&self, question: &SamplingQuestion<'_>) -> bool {
        let parent = match question.parent {
            None => ParentKind::None,
            Some(parent) if parent.is_remote() => ParentKind::Remote,
            Some(_) => ParentKind::Local,
        };
        any_or_empty(&self.names, |name| name.matches(question.name))
            && any_or_empty(&self.kinds, |kind| *kind == question.kind)
            && any_or_empty(&self.parents, |kind| *kind == parent)
            && any_or_empty(&self.path_prefixes, |prefix| has_path(question, prefix))
            && self
                .attributes
                .iter()
                .all(|attribute| attribute.is_met(question.attributes))
    }
}

fn any_or_empty<T>(conditions: &[T], is_met: impl FnMut(&T) -> bool) -> bool {
    conditions.is_empty() || conditions.iter().any(is_met)
}

fn has_path(question: &SamplingQuestion<'_>, prefix: &str) -> bool {
    let is_path = |attribute: &&KeyValue| PATHS.contains(&attribute.key.as_str());
    let mut paths = question.attributes.iter().filter(is_path);
    paths.any(|path| path.value.as_str().starts_with(prefix))
}

impl AttributeCondition {
    /// The last value of a key counts.
    fn is_met(&self, attributes: &[KeyValue]) -> bool {
        let mut latest = attributes.iter().rev();
        let Some(found) = latest.find(|attribute| attribute.key.as_str() == self.key) else {
            return false;
        };
        let found = found.value.as_str();
        let is_wanted = self.values.is_empty() && self.included.is_empty()
            || self.values.iter().any(|value| *value == *found)
            || self.included.iter().any(|pattern| pattern.matches(&found));
        is_wanted && !self.excluded.iter().any(|pattern| pattern.matches(&found))
    }
}

/// The conditions, for people to read; nothing where there are none.
impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut parts: Vec<String> = Vec::new();
        parts.extend(
            self.names
                .iter()
                .map(|name| format!("name={}", name.text())),
        );
        parts.extend(
            self.path_prefixes
                .iter()
                .map(|path| format!("path={path}*")),
        );
        for attribute in &self.attributes {
            let key = &attribute.key;
            parts.extend(
                attribute
                    .values
                    .iter()
                    .map(|value| format!("{key}={value}")),
            );
            let patterns = |sign: &'static str, patterns: &[Pattern]| -> Vec<String> {
                let part = |pattern: &Pattern| format!("{key}{sign}{}", pattern.text());
                patterns.iter().map(part).collect()
            };
            parts.extend(patterns("~", &attribute.included));
            parts.extend(patterns("!~", &attribute.excluded));
        }
        let kinds = self.kinds.iter();
        parts.extend(kinds.map(|kind| format!("kind={kind:?}").to_lowercase()));
        let parents = self.parents.iter();
        parts.extend(parents.map(|parent| format!("parent={parent:?}").to_lowercase()));
        f.write_str(&parts.join(" "))
    }
}
