//! The section `tracer_provider.sampler`.

use super::{
    report::Report,
    section::{At, Section},
};
use crate::{provider::settings::Sourced, sampling::Sampler};

const ALLOWED: &str = "always_on, always_off, trace_id_ratio_based, probability, parent_based";

pub(super) fn read(at: &At<'_>, report: &mut Report) -> Option<Sourced<Sampler>> {
    let sampler = read_one(at, report)?;
    Some(Sourced::new(sampler, at.source()))
}

fn read_one(at: &At<'_>, report: &mut Report) -> Option<Sampler> {
    let (name, value) = at.choice("sampler", report)?;
    let mut section = value.section(report);
    let sampler = match name {
        "always_on" => Some(Sampler::AlwaysOn),
        "always_off" => Some(Sampler::AlwaysOff),
        "trace_id_ratio_based" | "probability" => read_ratio(section.as_mut(), report),
        "parent_based" => read_parent_based(section.as_mut(), report),
        _ => {
            let text = format!("{name:?} is no sampler here; allowed: {ALLOWED}");
            at.wrong(report, text);
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
        Some(root) => read_one(&root, report)?,
        None => Sampler::AlwaysOn,
    };
    for (key, keeps) in [
        ("remote_parent_sampled", true),
        ("remote_parent_not_sampled", false),
        ("local_parent_sampled", true),
        ("local_parent_not_sampled", false),
    ] {
        if let Some(branch) = section.get(key) {
            let is_default = matches!(
                (read_one(&branch, report)?, keeps),
                (Sampler::AlwaysOn, true) | (Sampler::AlwaysOff, false)
            );
            if !is_default {
                let allowed = if keeps { "always_on" } else { "always_off" };
                branch.wrong(report, format!("not supported; allowed: {allowed}"));
            }
        }
    }
    Some(Sampler::parent_based(root))
}
