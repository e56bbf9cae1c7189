//! The keys at the top of a file.

use std::time::Duration;

#[cfg(feature = "metrics")]
use super::meter;
use super::{
    node::{Mark, Node, Value},
    processors,
    report::Report,
    resource, sampler,
    section::{At, Section, join, unknown_key},
    tail,
};
use crate::{
    diagnostics::LogLevel,
    propagation::Propagator,
    provider::builder::checked_mask_key,
    provider::env::hint,
    provider::settings::{ExporterSetting, Settings, Source, Sourced, SourcedLimits},
};

/// The newest version of the format that this was written for.
const NEWEST: (u32, u32) = (1, 2);

#[cfg(not(feature = "metrics"))]
const NO_METRICS: &str = "build with the feature metrics";
const NO_LOGS: &str = "there is no logs pipeline here";
const NO_INSTRUMENTATION: &str = "nothing is instrumented by itself";

pub(super) fn read(
    root: &Node,
    variables: &dyn Fn(&str) -> Option<String>,
    registered: &[Propagator],
    report: &mut Report,
) -> Settings {
    let mut settings = Settings::default();
    let at = At {
        node: root,
        path: String::new(),
    };
    let Some(mut section) = at.section(report) else {
        if report.mistakes.is_empty() {
            at.wrong(report, "a mapping is to stand here");
        }
        return settings;
    };
    if let Some(format) = section.required("file_format", report) {
        check_format(&format, report);
    }
    if let Some(stability) = section.get("stability") {
        stability.name(&[("stable", ()), ("development", ())], report);
    }
    if let Some(disabled) = section.get("disabled") {
        settings.disabled.overlay(disabled.boolean(report));
    }
    if let Some(level) = section.get("log_level") {
        settings.log_level.overlay(read_level(&level, report));
    }
    if let Some(resource) = section.get("resource") {
        resource::read(&resource, variables, &mut settings.resource, report);
    }
    if let Some(limits) = section.get("attribute_limits") {
        read_attribute_limits(&limits, &mut settings.limits, report);
    }
    let propagator = section.get("propagator");
    settings.propagators = read_propagators(propagator, root.mark, registered, report);
    match section.get("tracer_provider") {
        Some(provider) => read_tracer_provider(&provider, &mut settings, report),
        // The format's default is a provider that does nothing.
        // Nobody said so: an exporter in code turns it on.
        None if settings.disabled.source == Source::Default => settings.disabled.value = true,
        None => {}
    }
    if let Some(distribution) = section.get("distribution") {
        read_distribution(&distribution, &mut settings, report);
    }
    #[cfg(feature = "metrics")]
    if let Some(provider) = section.get("meter_provider") {
        meter::read(&provider, &mut settings.metrics, report);
    }
    for (key, why) in [
        #[cfg(not(feature = "metrics"))]
        ("meter_provider", NO_METRICS),
        ("logger_provider", NO_LOGS),
        ("instrumentation", NO_INSTRUMENTATION),
    ] {
        if let Some(other) = section.entry(key) {
            report.remark(other.mark, &other.key, why);
        }
    }
    section.refuse_twice(report);
    leave_unknown(&section, report);
    settings
}

/// The format lets anybody add keys at the top, to keep anchors in for example. One that looks like
/// a slip is refused all the same.
fn leave_unknown(section: &Section<'_>, report: &mut Report) {
    for (entry, meant) in section.unknown() {
        match meant {
            Some(_) => report.mistake(entry.mark, &entry.key, unknown_key(meant, &[])),
            None => report.remark(entry.mark, &entry.key, "the format has no such key"),
        }
    }
}

fn check_format(format: &At<'_>, report: &mut Report) {
    let Some(text) = format.text(report) else {
        return;
    };
    let number = text.split('-').next().unwrap_or_default();
    let version = number
        .split_once('.')
        .and_then(|(major, minor)| Some((major.parse::<u32>().ok()?, minor.parse::<u32>().ok()?)));
    match version {
        Some((major, minor)) if major == NEWEST.0 => {
            if minor > NEWEST.1 {
                let newest = format!("{}.{}", NEWEST.0, NEWEST.1);
                let text = format!("what is newer in it than {newest} is unknown here");
                report.remark(format.mark(), &format.path, text);
            }
        }
        _ => {
            let shown = format.shown();
            let text = format!("the version {shown} is not supported; allowed: 1.0 to 1.2");
            format.wrong(report, text);
        }
    }
}

/// A severity of the format is one of six names, and a number from 1 to 4 behind it.
fn read_level(level: &At<'_>, report: &mut Report) -> Option<Sourced<LogLevel>> {
    const NAMES: [&str; 6] = ["trace", "debug", "info", "warn", "error", "fatal"];
    let text = level.text(report)?;
    let lower = text.to_ascii_lowercase();
    let name = lower.trim_end_matches(['2', '3', '4']);
    let known = NAMES.contains(&name) && lower.len() - name.len() <= 1;
    let found = LogLevel::NAMES.iter().find(|(known, _)| *known == name);
    match found.filter(|_| known) {
        Some((_, found)) => Some(text.map(|_| *found)),
        None => {
            level.not_allowed(&NAMES.join(", "), report);
            None
        }
    }
}

fn read_attribute_limits(at: &At<'_>, limits: &mut SourcedLimits, report: &mut Report) {
    let Some(mut section) = at.section(report) else {
        return;
    };
    processors::read_attribute_limits(&mut section, limits, report);
    section.end(report);
}

/// The format's default is no propagator at all.
fn read_propagators(
    at: Option<At<'_>>,
    mark: Mark,
    registered: &[Propagator],
    report: &mut Report,
) -> Sourced<Vec<Propagator>> {
    let mut taken: Vec<Propagator> = Vec::new();
    let source = at.as_ref().map_or(Source::File(mark.line), At::source);
    let Some(mut section) = at.and_then(|at| at.section(report)) else {
        return Sourced::new(taken, source);
    };
    let known = || Propagator::ALL.iter().chain(registered);
    let mut take = |at: &At<'_>, name: &str, report: &mut Report| match known()
        .find(|one| one.name().eq_ignore_ascii_case(name))
    {
        Some(one) if taken.contains(one) => {}
        Some(one) => taken.push(one.clone()),
        None => {
            let names: Vec<_> = known().map(Propagator::name).collect();
            let allowed = names.join(", ") + &hint(&[name]);
            let shown = match &at.node.value {
                Value::Scalar(scalar) if scalar.written != scalar.text => at.shown(),
                _ => format!("{name:?}"),
            };
            let text = format!("{shown} is no propagator here; allowed: {allowed}");
            at.wrong(report, text);
        }
    };
    if let Some(list) = section.get("composite") {
        for item in list.list(report) {
            if let Some((name, value)) = item.choice("propagator", report) {
                take(&item, name, report);
                if let Some(section) = value.section(report) {
                    section.end(report);
                }
            }
        }
    }
    if let Some(list) = section.get("composite_list") {
        let names = list
            .text(report)
            .map(|names| names.value)
            .unwrap_or_default();
        for name in names.split(',').map(str::trim) {
            if !name.is_empty() && name != "none" {
                take(&list, name, report);
            }
        }
    }
    section.end(report);
    Sourced::new(taken, source)
}

fn read_tracer_provider(at: &At<'_>, settings: &mut Settings, report: &mut Report) {
    let Some(mut section) = at.section(report) else {
        return;
    };
    if let Some(list) = section.required("processors", report) {
        let exporters = processors::read(&list, report);
        let exporters = exporters.into_iter().map(ExporterSetting::Configured);
        settings.exporters = Sourced::new(exporters.collect(), list.source());
    }
    if let Some(limits) = section.get("limits") {
        processors::read_limits(&limits, &mut settings.limits, report);
    }
    if let Some(sampler) = section.get("sampler") {
        settings.sampler.overlay(sampler::read(&sampler, report));
    }
    for (key, why) in [
        (
            "tracer_configurator",
            "tracers cannot be switched from a file",
        ),
        ("id_generator", "ids are made by the runtime itself"),
    ] {
        if let Some(other) = section.get(key) {
            other.wrong(report, format!("not supported: {why}"));
        }
    }
    section.end(report);
}

/// What is ours; what stands beside it is for others.
fn read_distribution(at: &At<'_>, settings: &mut Settings, report: &mut Report) {
    let Value::Mapping(entries) = &at.node.value else {
        at.wrong(report, "a mapping is to stand here");
        return;
    };
    let Some(entry) = entries
        .iter()
        .find(|entry| entry.key == env!("CARGO_PKG_NAME"))
    else {
        return;
    };
    let ours = At {
        node: &entry.value,
        path: join(&at.path, &entry.key),
    };
    let Some(mut section) = ours.section(report) else {
        return;
    };
    if let Some(interval) = section.get("reload_interval") {
        let every = interval.count_from(1, report);
        let milliseconds = |every: u32| Duration::from_millis(every.into());
        settings.reload_interval = every.map(|every| every.map(milliseconds));
    }
    if let Some(at) = section.present("tail_sampling") {
        settings.tail = tail::read(&at, report);
    }
    if let Some(key) = section.get("mask_key")
        && let Some(text) = key.text(report)
    {
        match checked_mask_key(text.as_bytes()) {
            Ok(mask) => settings.mask_key = text.map(|_| mask),
            Err(error) => key.wrong(report, error.to_string()),
        }
    }
    section.end(report);
}
