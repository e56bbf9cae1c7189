//! An `exporter` of a reader of metrics.

use opentelemetry_sdk::metrics::Temporality;

use super::{
    exporter::otlp_file,
    otlp,
    report::Report,
    section::{At, Section},
};
use crate::{
    MetricExporter,
    export::{Protocol, Signal},
    provider::{HistogramAggregation, settings::Sourced},
};

/// What each exporter of metrics may say besides where they go.
#[derive(Clone, Default)]
pub(super) struct Preferences {
    pub(super) temporality: Option<Temporality>,
    pub(super) histograms: Option<Sourced<HistogramAggregation>>,
}

impl Preferences {
    fn read(&mut self, section: &mut Section<'_>, report: &mut Report) {
        let temporality = section.get("temporality_preference");
        self.temporality = temporality.and_then(|at| {
            let known = [
                ("cumulative", Temporality::Cumulative),
                ("delta", Temporality::Delta),
                ("low_memory", Temporality::LowMemory),
            ];
            at.name(&known, report).map(|known| known.value)
        });
        let histograms = section.get("default_histogram_aggregation");
        self.histograms = histograms.and_then(|at| at.name(HistogramAggregation::NAMES, report));
    }
}

pub(super) fn read(
    at: &At<'_>,
    preferences: &mut Preferences,
    report: &mut Report,
) -> Option<MetricExporter> {
    let (name, value) = at.choice("exporter", report)?;
    let mut more = |section: &mut Section<'_>, report: &mut Report| {
        preferences.read(section, report);
    };
    let mut otlp = |protocol| otlp::read(&value, protocol, Signal::Metrics, &mut more, report);
    match name {
        "otlp_http" => otlp(Protocol::HttpProtobuf),
        "otlp_grpc" => otlp(Protocol::Grpc),
        "otlp_file" => otlp_file(&value, &mut more, report),
        "console" => {
            if let Some(mut section) = value.section(report) {
                more(&mut section, report);
                section.end(report);
            }
            Some(MetricExporter::console())
        }
        "prometheus" => {
            at.wrong(report, "prometheus pulls; it stands in a reader pull");
            None
        }
        _ => {
            let allowed = "otlp_http, otlp_grpc, otlp_file, console";
            let text = format!("{name:?} is no exporter here; allowed: {allowed}");
            at.wrong(report, text);
            None
        }
    }
}

/// The exporter of a reader that is asked for its metrics.
pub(super) fn read_pulled(at: &At<'_>, report: &mut Report) -> Option<MetricExporter> {
    let (name, value) = at.choice("exporter", report)?;
    if name == "prometheus" {
        return prometheus(&value, report);
    }
    let text = format!("{name:?} is no exporter here; allowed: prometheus");
    at.wrong(report, text);
    None
}

#[cfg(feature = "prometheus")]
fn prometheus(at: &At<'_>, report: &mut Report) -> Option<MetricExporter> {
    Some(super::prometheus::read(at, report).into())
}

#[cfg(not(feature = "prometheus"))]
fn prometheus(at: &At<'_>, report: &mut Report) -> Option<MetricExporter> {
    at.wrong(
        report,
        "not in this build; build with the feature prometheus",
    );
    None
}
