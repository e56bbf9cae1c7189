//! Where and how metrics go, as the variables say.

use opentelemetry_sdk::metrics::Temporality;

use super::{
    super::settings::{
        EXEMPLAR_FILTERS, HistogramAggregation, MetricExporterSetting, MetricsSettings,
        NO_EXEMPLARS, Warning,
    },
    otlp,
    reader::Reader,
};
use crate::export::{MetricExporter, Protocol};

const EXEMPLAR_FILTER: &str = "OTEL_METRICS_EXEMPLAR_FILTER";

/// Lays what the variables say over the defaults.
pub(super) fn read(reader: &mut Reader<'_>, settings: &mut MetricsSettings) {
    if let Some(otlp) = otlp::read(reader, &otlp::METRICS) {
        settings.otlp = otlp;
        let source = otlp::METRICS.first_set(reader);
        if let Some(source) = source.filter(|_| !Protocol::COMPILED.is_empty()) {
            settings.exporters.value = vec![MetricExporterSetting::Otlp];
            settings.exporters.source = source;
        }
    }
    settings
        .interval
        .overlay(reader.interval("OTEL_METRIC_EXPORT_INTERVAL", "the default 60000"));
    settings
        .timeout
        .overlay(reader.timeout("OTEL_METRIC_EXPORT_TIMEOUT", "the default 30000"));
    settings.temporality.overlay(reader.choice(
        "OTEL_EXPORTER_OTLP_METRICS_TEMPORALITY_PREFERENCE",
        &[
            ("cumulative", Temporality::Cumulative),
            ("delta", Temporality::Delta),
            ("lowmemory", Temporality::LowMemory),
        ],
        "the default cumulative",
    ));
    read_exporters(reader, settings);
    #[cfg(feature = "prometheus")]
    read_prometheus(reader, settings);
    settings.histograms.overlay(reader.choice(
        "OTEL_EXPORTER_OTLP_METRICS_DEFAULT_HISTOGRAM_AGGREGATION",
        HistogramAggregation::NAMES,
        "the default explicit_bucket_histogram",
    ));
    read_exemplar_filter(reader);
}

fn read_exporters(reader: &mut Reader<'_>, settings: &mut MetricsSettings) {
    #[derive(Clone, Copy, PartialEq)]
    enum Name {
        Otlp,
        Console,
        #[cfg(feature = "json")]
        OtlpStdout,
        Prometheus,
    }
    let mut known = Vec::new();
    if !Protocol::COMPILED.is_empty() {
        known.push(("otlp", Name::Otlp));
    }
    known.push(("console", Name::Console));
    #[cfg(feature = "json")]
    known.push(("otlp/stdout", Name::OtlpStdout));
    known.push(("prometheus", Name::Prometheus));
    let default = match settings.exporters.first() {
        Some(_) => "otlp, as OTEL_EXPORTER_OTLP_* is set",
        None => "the default none",
    };
    #[cfg(feature = "json")]
    let temporality = *settings.temporality;
    let named = reader.list("OTEL_METRICS_EXPORTER", &known, default);
    settings.exporters.overlay(named.map(|named| {
        named.map(|names| {
            #[cfg_attr(
                feature = "prometheus",
                expect(clippy::unnecessary_filter_map, reason = "without it, one is left out")
            )]
            let settings = names.into_iter().filter_map(|name| {
                Some(match name {
                    Name::Otlp => MetricExporterSetting::Otlp,
                    Name::Console => MetricExporterSetting::Given(MetricExporter::console()),
                    #[cfg(feature = "json")]
                    Name::OtlpStdout => {
                        let lines = MetricExporter::from(crate::JsonLines::stdout());
                        MetricExporterSetting::Given(lines.temporality(temporality))
                    }
                    #[cfg(feature = "prometheus")]
                    Name::Prometheus => MetricExporterSetting::Prometheus,
                    #[cfg(not(feature = "prometheus"))]
                    Name::Prometheus => {
                        reader.warnings.push(Warning::NotRead {
                            setting: "OTEL_METRICS_EXPORTER=prometheus".into(),
                            advice: "build with the feature prometheus".into(),
                        });
                        return None;
                    }
                })
            });
            settings.collect()
        })
    }));
}

/// Where Prometheus finds the metrics.
#[cfg(feature = "prometheus")]
fn read_prometheus(reader: &mut Reader<'_>, settings: &mut MetricsSettings) {
    let host = reader.sourced("OTEL_EXPORTER_PROMETHEUS_HOST");
    settings.prometheus_host.overlay(host);
    // Nobody would find a port that the system chooses.
    let ports = 1..=u16::MAX.into();
    let port = reader.number("OTEL_EXPORTER_PROMETHEUS_PORT", ports, "the default 9464");
    settings.prometheus_port.overlay(port.and_then(|port| {
        let number = u16::try_from(port.value).ok()?;
        Some(port.map(|_| number))
    }));
}

/// Which measurements become examples: none, whatever it says, for the SDK records none.
fn read_exemplar_filter(reader: &mut Reader<'_>) {
    let filter = reader.choice(EXEMPLAR_FILTER, EXEMPLAR_FILTERS, "always_off");
    if filter.is_some_and(|wants| *wants) {
        reader.warnings.push(Warning::NotRead {
            setting: EXEMPLAR_FILTER.into(),
            advice: NO_EXEMPLARS.into(),
        });
    }
}
