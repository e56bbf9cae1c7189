//! What becomes of which instruments: `meter_provider.views`, and the `cardinality_limits` of readers.

use std::ops::RangeInclusive;

use opentelemetry::Key;
use opentelemetry_sdk::metrics::InstrumentKind;

use super::{
    aggregation,
    report::Report,
    resource::texts,
    section::{At, Section},
};
use crate::{
    pattern::Pattern,
    provider::metrics::{CardinalityLimits, Selector, View},
};

/// How many series a stream may have. The SDK makes room for all of them at once, for each instrument
/// and each reader, and a program without that much memory would end.
const SERIES: RangeInclusive<i64> = 1..=1_000_000;

const KINDS: [(&str, InstrumentKind); 7] = [
    ("counter", InstrumentKind::Counter),
    ("gauge", InstrumentKind::Gauge),
    ("histogram", InstrumentKind::Histogram),
    ("observable_counter", InstrumentKind::ObservableCounter),
    ("observable_gauge", InstrumentKind::ObservableGauge),
    (
        "observable_up_down_counter",
        InstrumentKind::ObservableUpDownCounter,
    ),
    ("up_down_counter", InstrumentKind::UpDownCounter),
];

pub(super) fn read(list: &At<'_>, report: &mut Report) -> Vec<View> {
    let items = list.list(report);
    let views = items.iter().filter_map(|item| read_view(item, report));
    views.collect()
}

fn read_view(item: &At<'_>, report: &mut Report) -> Option<View> {
    let mut section = needed(item, report)?;
    let selector = section.required("selector", report);
    let stream = section.required("stream", report);
    section.end(report);
    let mut view = View {
        selector: read_selector(&selector?, report)?,
        line: item.mark().line,
        ..View::default()
    };
    let stream = stream?;
    let mut section = stream.section(report)?;
    if let Some(name) = section.get("name") {
        view.name = read_name(&name, &view.selector, report);
    }
    view.description = text(&mut section, "description", report);
    let aggregation = section.get("aggregation");
    view.aggregation = aggregation.and_then(|at| aggregation::read(&at, report));
    let limit = section.get("aggregation_cardinality_limit");
    let limit = limit.and_then(|at| at.count(SERIES, report));
    view.cardinality_limit = limit.map(|limit| *limit as usize);
    let keys = section.get("attribute_keys");
    view.attribute_keys = keys.and_then(|at| read_attribute_keys(&at, report));
    section.end(report);
    Some(view)
}

fn read_selector(at: &At<'_>, report: &mut Report) -> Option<Selector> {
    let mut section = at.section(report)?;
    let name = text(&mut section, "instrument_name", report);
    let kind = section.get("instrument_type");
    let kind = kind.and_then(|kind| kind.name(&KINDS, report));
    let selector = Selector {
        name: name.map(|name| Pattern::new(name.to_ascii_lowercase())),
        kind: kind.map(|kind| kind.value),
        unit: text(&mut section, "unit", report),
        meter_name: text(&mut section, "meter_name", report),
        meter_version: text(&mut section, "meter_version", report),
        meter_schema_url: text(&mut section, "meter_schema_url", report),
    };
    section.end(report);
    Some(selector)
}

/// One name for several instruments would be several streams that nobody can tell apart.
fn read_name(at: &At<'_>, selector: &Selector, report: &mut Report) -> Option<String> {
    let name = at.text(report)?;
    let of_one = selector
        .name
        .as_ref()
        .is_some_and(|name| !is_pattern(name.text()));
    if !of_one {
        let text = "a name is for one instrument; selector.instrument_name is to name it, without \
                    * and ?";
        at.wrong(report, text);
    }
    if name.is_empty() {
        at.wrong(report, "an empty name; leave the key out");
    }
    Some(name.value.to_owned())
}

/// The SDK keeps attributes by their whole names.
fn read_attribute_keys(at: &At<'_>, report: &mut Report) -> Option<Vec<Key>> {
    let mut section = at.section(report)?;
    let included = section.get("included");
    if let Some(excluded) = section.get("excluded") {
        let text = "not supported: attributes are left out by naming, in included, those to keep";
        excluded.wrong(report, text);
    }
    section.end(report);
    let included = included?;
    let names = texts(&included, report);
    if names.iter().any(|name| name == "*") {
        return None;
    }
    if let Some(pattern) = names.iter().position(|name| is_pattern(name)) {
        let text = format!("the pattern at [{pattern}] is not supported; allowed: whole names, *");
        included.wrong(report, text);
    }
    Some(names.into_iter().map(Key::from).collect())
}

pub(super) fn read_limits(at: &At<'_>, report: &mut Report) -> CardinalityLimits {
    let mut limits = CardinalityLimits::default();
    let Some(mut section) = at.section(report) else {
        return limits;
    };
    let mut limit = |key, report: &mut Report| {
        let limit = section.get(key)?.count(SERIES, report)?;
        Some(*limit as usize)
    };
    limits.default = limit("default", report);
    for (name, kind) in KINDS {
        let own = limit(name, report);
        limits.by_kind.extend(own.map(|limit| (kind, limit)));
    }
    section.end(report);
    limits
}

/// The mapping of an item that has to be one.
pub(super) fn needed<'n>(item: &At<'n>, report: &mut Report) -> Option<Section<'n>> {
    if item.node.value.is_null() {
        item.wrong(report, "nothing stands here; allowed: a mapping");
        return None;
    }
    item.section(report)
}

fn text(section: &mut Section<'_>, key: &'static str, report: &mut Report) -> Option<String> {
    let text = section.get(key)?.text(report)?;
    Some(text.value.to_owned())
}

fn is_pattern(name: &str) -> bool {
    name.contains(['*', '?'])
}
