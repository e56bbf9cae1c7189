//! The sampler `composite.rule_based`.

use opentelemetry::trace::SpanKind;

use super::{
    report::Report,
    sampler::read_composite,
    section::{At, Section},
};
use crate::sampling::{ParentKind, Rule, Sampler};

const KINDS: &[(&str, SpanKind)] = &[
    ("internal", SpanKind::Internal),
    ("server", SpanKind::Server),
    ("client", SpanKind::Client),
    ("producer", SpanKind::Producer),
    ("consumer", SpanKind::Consumer),
];

const PARENTS: &[(&str, ParentKind)] = &[
    ("none", ParentKind::None),
    ("local", ParentKind::Local),
    ("remote", ParentKind::Remote),
];

pub(super) fn read(section: Option<&mut Section<'_>>, report: &mut Report) -> Option<Sampler> {
    let list = section.and_then(|section| section.get("rules"));
    let items = list.map(|list| list.list(report)).unwrap_or_default();
    let rule = |item: &At<'_>| read_rule(item, report);
    let rules: Option<Vec<Rule>> = items.iter().map(rule).collect();
    Some(Sampler::rules(rules?))
}

fn read_rule(item: &At<'_>, report: &mut Report) -> Option<Rule> {
    let Some(mut section) = item.section(report) else {
        item.wrong(report, "the key sampler is missing");
        return None;
    };
    let sampler = section.required("sampler", report);
    let sampler = sampler.and_then(|at| read_composite(&at, report));
    let is_read = sampler.is_some();
    let mut rule = Rule::new(sampler.unwrap_or(Sampler::AlwaysOff));
    if let Some(condition) = section.get("attribute_values") {
        rule = attribute_values(&condition, rule, report);
    }
    if let Some(condition) = section.get("attribute_patterns") {
        rule = attribute_patterns(&condition, rule, report);
    }
    for kind in all(section.get("span_kinds"), report) {
        if let Some(kind) = kind.name(KINDS, report) {
            rule = rule.kind(kind.value);
        }
    }
    for parent in all(section.get("parent"), report) {
        if let Some(parent) = parent.name(PARENTS, report) {
            rule = rule.parent(parent.value);
        }
    }
    for name in all(section.get("span_names"), report) {
        if let Some(name) = name.text(report) {
            rule = rule.name(name.value);
        }
    }
    for prefix in all(section.get("path_prefixes"), report) {
        if let Some(prefix) = prefix.text(report) {
            rule = rule.path_prefix(prefix.value);
        }
    }
    section.end(report);
    is_read.then_some(rule)
}

fn all<'n>(list: Option<At<'n>>, report: &mut Report) -> Vec<At<'n>> {
    list.map(|list| list.list(report)).unwrap_or_default()
}

fn attribute_values(at: &At<'_>, mut rule: Rule, report: &mut Report) -> Rule {
    let Some(mut section) = at.section(report) else {
        return rule;
    };
    let key = section
        .required("key", report)
        .and_then(|key| key.text(report));
    let values = all(section.required("values", report), report);
    section.end(report);
    for value in values {
        if let (Some(key), Some(value)) = (&key, value.text(report)) {
            rule = rule.attribute(key.value, value.value.to_owned());
        }
    }
    rule
}

fn attribute_patterns(at: &At<'_>, mut rule: Rule, report: &mut Report) -> Rule {
    let Some(mut section) = at.section(report) else {
        return rule;
    };
    let key = section
        .required("key", report)
        .and_then(|key| key.text(report));
    let included = all(section.get("included"), report);
    let excluded = all(section.get("excluded"), report);
    section.end(report);
    if included.is_empty() && excluded.is_empty() {
        at.wrong(report, "one of the keys included and excluded is missing");
    }
    let Some(key) = key else {
        return rule;
    };
    for pattern in included {
        if let Some(pattern) = pattern.text(report) {
            rule = rule.attribute_pattern(key.value, pattern.value);
        }
    }
    for pattern in excluded {
        if let Some(pattern) = pattern.text(report) {
            rule = rule.attribute_except(key.value, pattern.value);
        }
    }
    rule
}
