//! The `readers` of `meter_provider`.

use opentelemetry_sdk::metrics::Aggregation;

use super::{
    metric_exporter::{self, Preferences},
    node::Mark,
    report::Report,
    section::{At, Section},
    views::read_limits,
};
use crate::{
    MetricExporter,
    provider::{
        HistogramAggregation,
        metrics::CardinalityLimits,
        settings::{MetricExporterSetting, MetricsSettings, Sourced},
    },
};

/// A reader, and what of it holds for a provider as a whole.
struct Read<'n> {
    at: At<'n>,
    exporter: Option<MetricExporter>,
    limits: CardinalityLimits,
    histograms: Option<Sourced<HistogramAggregation>>,
    is_page: bool,
}

pub(super) fn read(list: &At<'_>, settings: &mut MetricsSettings, report: &mut Report) {
    let items = list.list(report);
    let readers = items.iter().filter_map(|item| read_one(item, report));
    let readers: Vec<Read<'_>> = readers.collect();
    if let Some(first) = readers.first() {
        settings.views.limits = first.limits.clone();
        settings.histograms.overlay(first.histograms.clone());
    }
    for reader in readers.iter().skip(1) {
        if reader.limits != settings.views.limits {
            let text = "not supported: cardinality_limits other than those of the first reader";
            reader.at.wrong(report, text);
        }
        let histograms = reader.histograms.clone().map(|histograms| histograms.value);
        if histograms.unwrap_or_default() != *settings.histograms {
            let text = "not supported: another default_histogram_aggregation than that of the \
                        first reader";
            reader.at.wrong(report, text);
        }
    }
    if readers.iter().any(|reader| reader.is_page) {
        remark_exponential(settings, report);
    }
    let configured = |reader: Read<'_>| {
        let line = reader.at.mark().line;
        Some(MetricExporterSetting::Configured(reader.exporter?, line))
    };
    let exporters = readers.into_iter().filter_map(configured).collect();
    settings.exporters = Sourced::new(exporters, list.source());
}

/// What Prometheus's text format cannot have.
fn remark_exponential(settings: &MetricsSettings, report: &mut Report) {
    let exponential = |aggregation: &Option<Aggregation>| {
        matches!(
            aggregation,
            Some(Aggregation::Base2ExponentialHistogram { .. })
        )
    };
    let text = "the page of Prometheus has no exponential histograms; other readers have them";
    for view in &settings.views.views {
        if exponential(&view.aggregation) {
            let mark = Mark {
                line: view.line,
                column: 1,
            };
            report.remark(mark, "meter_provider.views", text);
        }
    }
}

fn read_one<'n>(item: &At<'n>, report: &mut Report) -> Option<Read<'n>> {
    let (name, value) = item.choice("reader", report)?;
    let is_page = match name {
        "periodic" => false,
        "pull" => true,
        _ => {
            let text = format!("{name:?} is no reader here; allowed: periodic, pull");
            item.wrong(report, text);
            return None;
        }
    };
    let Some(mut section) = value.section(report) else {
        value.wrong(report, "the key exporter is missing");
        return None;
    };
    let limits = section.get("cardinality_limits");
    let limits = limits.map(|limits| read_limits(&limits, report));
    if let Some(producers) = section.get("producers") {
        producers.wrong(report, "not supported: metrics come from the API alone");
    }
    let (exporter, preferences) = if is_page {
        (read_pull(&mut section, report), Preferences::default())
    } else {
        read_periodic(&mut section, report)
    };
    section.end(report);
    Some(Read {
        at: item.clone(),
        exporter,
        limits: limits.unwrap_or_default(),
        histograms: preferences.histograms,
        is_page,
    })
}

fn read_periodic(
    section: &mut Section<'_>,
    report: &mut Report,
) -> (Option<MetricExporter>, Preferences) {
    let interval = section.get("interval");
    let interval = interval.and_then(|at| at.period(report));
    let timeout = section.get("timeout").and_then(|at| at.timeout(report));
    if let Some(size) = section.get("max_export_batch_size") {
        size.wrong(report, "not supported: an export is one request");
    }
    let mut preferences = Preferences::default();
    let exporter = section.required("exporter", report);
    let exporter = exporter.and_then(|at| metric_exporter::read(&at, &mut preferences, report));
    let exporter = exporter.map(|mut exporter| {
        if let Some(interval) = interval {
            exporter = exporter.interval(*interval);
        }
        if let Some(timeout) = timeout {
            exporter = exporter.timeout(*timeout);
        }
        match preferences.temporality {
            Some(temporality) => exporter.temporality(temporality),
            None => exporter,
        }
    });
    (exporter, preferences)
}

fn read_pull(section: &mut Section<'_>, report: &mut Report) -> Option<MetricExporter> {
    let exporter = section.required("exporter", report)?;
    metric_exporter::read_pulled(&exporter, report)
}
