//! The section `meter_provider`.

use super::{
    processors::identity,
    readers,
    report::Report,
    section::At,
    views::{self, needed},
};
use crate::{
    pattern::Pattern,
    provider::{
        metrics::Meters,
        settings::{EXEMPLAR_FILTERS, MetricsSettings, NO_EXEMPLARS},
    },
};

pub(super) fn read(at: &At<'_>, settings: &mut MetricsSettings, report: &mut Report) {
    let Some(mut section) = at.section(report) else {
        return;
    };
    settings.identity = identity(at.node);
    if let Some(list) = section.get("views") {
        settings.views.views = views::read(&list, report);
    }
    if let Some(list) = section.required("readers", report) {
        readers::read(&list, settings, report);
    }
    if let Some(filter) = section.get("exemplar_filter") {
        read_exemplar_filter(&filter, report);
    }
    if let Some(meters) = section.get("meter_configurator") {
        settings.views.meters = read_meters(&meters, report);
    }
    if let Some(mode) = section.get("view_matching_mode") {
        let known = [("independent", true), ("composable", false)];
        let is_independent = mode.name(&known, report);
        if is_independent.is_some_and(|is_independent| !*is_independent) {
            let text =
                "not supported: each view that takes an instrument makes a stream of its own";
            mode.wrong(report, text);
        }
    }
    section.end(report);
}

/// Which measurements become examples: none, whatever it says, for the SDK records none.
fn read_exemplar_filter(at: &At<'_>, report: &mut Report) {
    let filter = at.name(EXEMPLAR_FILTERS, report);
    if filter.is_some_and(|wants| *wants) {
        report.remark(at.mark(), &at.path, NO_EXEMPLARS);
    }
}

fn read_meters(at: &At<'_>, report: &mut Report) -> Meters {
    let mut meters = Meters::default();
    let Some(mut section) = at.section(report) else {
        return meters;
    };
    if let Some(config) = section.get("default_config") {
        meters.are_off = read_switch(&config, report) == Some(false);
    }
    let list = section.get("meters").map(|list| list.list(report));
    for item in list.unwrap_or_default() {
        let Some(mut meter) = needed(&item, report) else {
            continue;
        };
        let name = meter.required("name", report);
        let config = meter.required("config", report);
        meter.end(report);
        let name = name.and_then(|name| name.text(report));
        let is_on = config.map(|config| read_switch(&config, report));
        if let (Some(name), Some(is_on)) = (name, is_on) {
            let pattern = Pattern::new(name.value);
            meters.switches.push((pattern, is_on.unwrap_or(true)));
        }
    }
    section.end(report);
    meters
}

/// Whether a meter is on; newer versions of the format ask so, older ones whether it is off.
fn read_switch(at: &At<'_>, report: &mut Report) -> Option<bool> {
    let mut section = at.section(report)?;
    let enabled = section.get("enabled");
    let disabled = section.get("disabled");
    section.end(report);
    if let (Some(_), Some(both)) = (&enabled, &disabled) {
        both.wrong(report, "enabled and disabled stand here; one of them is to");
    }
    let enabled = enabled.and_then(|at| at.boolean(report));
    let disabled = disabled.and_then(|at| at.boolean(report));
    enabled
        .map(|enabled| enabled.value)
        .or(disabled.map(|disabled| !disabled.value))
}
