//! The sections `tracer_provider.processors` and `.limits`.

use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use super::{
    exporter,
    node::{Node, Value},
    report::Report,
    section::{At, Section},
};
use crate::{
    export::{BatchSettings, Exporter},
    provider::settings::{Configured, SourcedLimits},
};

/// One exporter for each processor. A processor that is `simple` hands over what has ended at once.
pub(super) fn read(list: &At<'_>, report: &mut Report) -> Vec<Configured> {
    let items = list.list(report);
    items
        .iter()
        .filter_map(|item| {
            let exporter = read_one(item, report)?;
            Some(Configured {
                exporter,
                identity: identity(item.node),
                line: item.node.mark.line,
            })
        })
        .collect()
}

fn read_one(item: &At<'_>, report: &mut Report) -> Option<Exporter> {
    let (name, value) = item.choice("processor", report)?;
    let is_batch = match name {
        "batch" => true,
        "simple" => false,
        _ => {
            let text = format!("{name:?} is no processor here; allowed: batch, simple");
            item.wrong(report, text);
            return None;
        }
    };
    let Some(mut section) = value.section(report) else {
        value.wrong(report, "the key exporter is missing");
        return None;
    };
    let settings = is_batch.then(|| read_batch(&mut section, report));
    let exporter = section.required("exporter", report);
    section.end(report);
    let exporter = exporter::read(&exporter?, report)?;
    Some(match settings {
        Some(settings) => exporter.batch(settings),
        None => exporter.at_once(),
    })
}

/// A hash of all that is said here, and of the certificates that it names.
pub(super) fn identity(node: &Node) -> u64 {
    let mut hasher = DefaultHasher::new();
    hash(node, &mut hasher);
    hasher.finish()
}

fn hash(node: &Node, hasher: &mut DefaultHasher) {
    match &node.value {
        Value::Scalar(scalar) => (0, &scalar.text, scalar.is_text).hash(hasher),
        Value::List(items) => {
            (1, items.len()).hash(hasher);
            items.iter().for_each(|item| hash(item, hasher));
        }
        Value::Mapping(entries) => {
            (2, entries.len()).hash(hasher);
            for entry in entries {
                entry.key.hash(hasher);
                hash(&entry.value, hasher);
                if let (true, Value::Scalar(file)) =
                    (entry.key.ends_with("_file"), &entry.value.value)
                {
                    std::fs::read(&file.text).ok().hash(hasher);
                }
            }
        }
    }
}

fn read_batch(section: &mut Section<'_>, report: &mut Report) -> BatchSettings {
    let mut batch = BatchSettings::default();
    if let Some(delay) = section
        .get("schedule_delay")
        .and_then(|at| at.milliseconds(report))
    {
        batch.delay = *delay;
    }
    if let Some(timeout) = section
        .get("export_timeout")
        .and_then(|at| at.timeout(report))
    {
        batch.export_timeout = *timeout;
    }
    let queue = section.get("max_queue_size");
    let queue = queue.and_then(|at| at.count_from(1, report));
    batch.queue_spans = queue.map(|queue| *queue as usize);
    if let Some(at) = section.get("max_export_batch_size")
        && let Some(size) = at.count_from(1, report)
    {
        batch.max_spans = *size as usize;
        if let Some(queue) = batch.queue_spans.filter(|queue| batch.max_spans > *queue) {
            let allowed = format!("at most the size of the queue, {queue}");
            at.not_allowed(&allowed, report);
        }
    }
    if let Some(queue) = batch.queue_spans {
        batch.max_spans = batch.max_spans.min(queue);
    }
    batch
}

pub(super) fn read_limits(at: &At<'_>, limits: &mut SourcedLimits, report: &mut Report) {
    let Some(mut section) = at.section(report) else {
        return;
    };
    read_attribute_limits(&mut section, limits, report);
    for (limit, key) in [
        (&mut limits.events, "event_count_limit"),
        (&mut limits.links, "link_count_limit"),
        (
            &mut limits.attributes_per_event,
            "event_attribute_count_limit",
        ),
        (
            &mut limits.attributes_per_link,
            "link_attribute_count_limit",
        ),
    ] {
        limit.overlay(section.get(key).and_then(|at| at.count_from(0, report)));
    }
    section.end(report);
}

/// The two limits that stand at the top of the file too, where they are weaker.
pub(super) fn read_attribute_limits(
    section: &mut Section<'_>,
    limits: &mut SourcedLimits,
    report: &mut Report,
) {
    let length = section.get("attribute_value_length_limit");
    let length = length.and_then(|at| at.count_from(0, report));
    limits
        .attribute_value_length
        .overlay(length.map(|length| length.map(Some)));
    let count = section.get("attribute_count_limit");
    limits
        .attributes
        .overlay(count.and_then(|at| at.count_from(0, report)));
}
