//! The section `tracer_provider.sampler`.

use std::time::Duration;

use super::{
    report::Report,
    rules,
    section::{At, Section},
};
use crate::{
    provider::settings::Sourced,
    sampling::{Adaptive, ParentBased, Sampler},
};

/// Where a sampler stands: the format has one list of names for samplers, and one for those that
/// `composite` is made of.
#[derive(Clone, Copy, PartialEq)]
enum Place {
    Plain,
    Composite,
}

const PLAIN: &str = "always_on, always_off, trace_id_ratio_based, probability, parent_based, \
                     composite; rate_limited, adaptive, per_environment of our own";
const COMPOSITE: &str = "always_on, always_off, probability, parent_threshold, rule_based; \
                         rate_limited, adaptive, per_environment of our own";

pub(super) fn read(at: &At<'_>, report: &mut Report) -> Option<Sourced<Sampler>> {
    let sampler = read_one(at, Place::Plain, report)?;
    Some(Sourced::new(sampler, at.source()))
}

/// A sampler inside of `composite`.
pub(super) fn read_composite(at: &At<'_>, report: &mut Report) -> Option<Sampler> {
    read_one(at, Place::Composite, report)
}

fn read_one(at: &At<'_>, place: Place, report: &mut Report) -> Option<Sampler> {
    let (name, value) = at.choice("sampler", report)?;
    if (name, place) == ("composite", Place::Plain) {
        return read_composite(&value, report);
    }
    let mut section = value.section(report);
    let inner = section.as_mut();
    let sampler = match (name, place) {
        ("always_on", _) => Some(Sampler::AlwaysOn),
        ("always_off", _) => Some(Sampler::AlwaysOff),
        ("trace_id_ratio_based", Place::Plain) | ("probability", _) => read_ratio(inner, report),
        ("parent_based", Place::Plain) => read_parent_based(inner, report),
        ("parent_threshold", Place::Composite) => {
            let root = inner.and_then(|section| section.required("root", report));
            root.and_then(|root| read_composite(&root, report))
                .map(Sampler::parent_based)
        }
        ("rule_based", Place::Composite) => rules::read(inner, report),
        ("rate_limited", _) => {
            let rate = required_rate(&value, inner, "spans_per_second", report);
            rate.and_then(|rate| Sampler::rate_limited(rate).ok())
        }
        ("adaptive", _) => read_adaptive(&value, inner, report),
        ("per_environment", _) => Some(Sampler::per_environment()),
        _ => {
            let allowed = if place == Place::Plain {
                PLAIN
            } else {
                COMPOSITE
            };
            at.wrong(
                report,
                format!("{name:?} is no sampler here; allowed: {allowed}"),
            );
            return None;
        }
    };
    if let Some(section) = section {
        section.end(report);
    }
    sampler
}

fn read_ratio(section: Option<&mut Section<'_>>, report: &mut Report) -> Option<Sampler> {
    let ratio = match section.and_then(|section| section.get("ratio")) {
        Some(ratio) => ratio.ratio(report)?.value,
        None => 1.0,
    };
    Sampler::ratio(ratio).ok()
}

fn read_parent_based(section: Option<&mut Section<'_>>, report: &mut Report) -> Option<Sampler> {
    let Some(section) = section else {
        return Some(Sampler::default());
    };
    let root = match section.get("root") {
        Some(root) => read_one(&root, Place::Plain, report)?,
        None => Sampler::AlwaysOn,
    };
    let mut branch = |key| match section.get(key) {
        Some(branch) => read_one(&branch, Place::Plain, report).map(Some),
        None => Some(None),
    };
    let mut sampler = ParentBased::new(root);
    if let Some(branch) = branch("remote_parent_sampled")? {
        sampler = sampler.remote_parent_sampled(branch);
    }
    if let Some(branch) = branch("remote_parent_not_sampled")? {
        sampler = sampler.remote_parent_not_sampled(branch);
    }
    if let Some(branch) = branch("local_parent_sampled")? {
        sampler = sampler.local_parent_sampled(branch);
    }
    if let Some(branch) = branch("local_parent_not_sampled")? {
        sampler = sampler.local_parent_not_sampled(branch);
    }
    Some(sampler.into())
}

fn read_adaptive(
    at: &At<'_>,
    mut section: Option<&mut Section<'_>>,
    report: &mut Report,
) -> Option<Sampler> {
    let rate = required_rate(at, section.as_deref_mut(), "traces_per_second", report);
    let interval = section.and_then(|section| section.get("interval"));
    let sampler = Adaptive::new(rate?).ok()?;
    let Some(interval) = interval else {
        return Some(sampler.into());
    };
    let every = Duration::from_millis((*interval.count_from(1, report)?).into());
    Some(sampler.interval(every).ok()?.into())
}

/// A number above zero without which the sampler means nothing.
fn required_rate(
    at: &At<'_>,
    section: Option<&mut Section<'_>>,
    key: &'static str,
    report: &mut Report,
) -> Option<f64> {
    let Some(section) = section else {
        at.wrong(report, format!("the key {key} is missing"));
        return None;
    };
    let rate = section.required(key, report)?;
    let rate = rate.typed("a number above 0", report, |scalar| {
        scalar
            .number()
            .filter(|rate| *rate > 0.0 && rate.is_finite())
    });
    rate.map(|rate| rate.value)
}
