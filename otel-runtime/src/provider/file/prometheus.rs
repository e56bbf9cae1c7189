//! The exporter `prometheus`.

use super::{
    report::Report,
    resource::texts,
    section::{At, Section},
};
use crate::Prometheus;

pub(super) fn read(at: &At<'_>, report: &mut Report) -> Prometheus {
    let place = format!("line {} of the configuration file", at.mark().line);
    let mut prometheus = Prometheus::new().set_by(place);
    let Some(mut section) = at.section(report) else {
        return prometheus;
    };
    if let Some(host) = section.get("host")
        && let Some(name) = host.text(report)
    {
        if name.trim().is_empty() {
            host.wrong(report, "an empty name; leave the key out");
        }
        prometheus = prometheus.host(name.trim().to_owned());
    }
    let port = section.get("port");
    let port = port.and_then(|at| at.count(1..=u16::MAX.into(), report));
    if let Some(port) = port.and_then(|port| u16::try_from(*port).ok()) {
        prometheus = prometheus.port(port);
    }
    if is_off(
        &mut section,
        "scope_info_enabled",
        "without_scope_info",
        report,
    ) {
        prometheus = prometheus.without_scope_labels();
    }
    if is_off(
        &mut section,
        "target_info_enabled",
        "without_target_info",
        report,
    ) {
        prometheus = prometheus.without_target_info();
    }
    let labels = section.get("resource_constant_labels");
    let older = section.get("with_resource_constant_labels");
    if let (Some(_), Some(both)) = (&labels, &older) {
        let text = "resource_constant_labels and with_resource_constant_labels stand here; one of \
                    them is to";
        both.wrong(report, text);
    }
    if let Some(labels) = labels.or(older) {
        prometheus = read_labels(prometheus, &labels, report);
    }
    if let Some(strategy) = section.get("translation_strategy")
        && read_strategy(&strategy, report) == Some(false)
    {
        prometheus = prometheus.without_suffixes();
    }
    section.end(report);
    prometheus
}

/// Since 1.1 the format asks whether something is there, before that whether it is left out.
fn is_off(
    section: &mut Section<'_>,
    enabled: &'static str,
    without: &'static str,
    report: &mut Report,
) -> bool {
    let enabled_at = section.get(enabled);
    let without_at = section.get(without);
    if let (Some(_), Some(both)) = (&enabled_at, &without_at) {
        let text = format!("{enabled} and {without} stand here; one of them is to");
        both.wrong(report, text);
    }
    let is_enabled = enabled_at.and_then(|at| at.boolean(report));
    let is_without = without_at.and_then(|at| at.boolean(report));
    is_enabled.is_some_and(|is| !*is) || is_without.is_some_and(|is| *is)
}

/// All that is not excluded, where nothing is included by name.
fn read_labels(prometheus: Prometheus, at: &At<'_>, report: &mut Report) -> Prometheus {
    let Some(mut section) = at.section(report) else {
        return prometheus;
    };
    let included = section.get("included").map(|list| texts(&list, report));
    let excluded = section.get("excluded").map(|list| texts(&list, report));
    section.end(report);
    let included = included.unwrap_or_else(|| vec!["*".to_owned()]);
    prometheus.resource_labels(included, excluded.unwrap_or_default())
}

/// Whether names get suffixes. All names are escaped here.
fn read_strategy(at: &At<'_>, report: &mut Report) -> Option<bool> {
    let allowed = "underscore_escaping_with_suffixes, underscore_escaping_without_suffixes";
    let strategy = at.typed(allowed, report, |scalar| {
        // Drafts of the format wrote UnderscoreEscapingWithSuffixes.
        let name = scalar.text.trim_end_matches("/development");
        match &*name.replace('_', "").to_ascii_lowercase() {
            "underscoreescapingwithsuffixes" => Some(true),
            "underscoreescapingwithoutsuffixes" => Some(false),
            _ => None,
        }
    });
    strategy.map(|strategy| strategy.value)
}
