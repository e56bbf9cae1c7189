//! Where and how metrics go.

use std::time::Duration;

use opentelemetry_sdk::metrics::Temporality;

use super::{OtlpSettings, Settings, Source, Sourced};
#[cfg(feature = "prometheus")]
use crate::Prometheus;
use crate::{
    export::{MetricExporter, Schedule, Signal},
    provider::metrics::Views,
};

/// One destination of metrics.
#[derive(Debug)]
pub(crate) enum MetricExporterSetting {
    /// OTLP, as the settings beside it say.
    Otlp,
    /// The page of Prometheus, as the settings beside it say.
    #[cfg(feature = "prometheus")]
    Prometheus,
    /// What the configuration file has, and its line.
    #[cfg(feature = "config-file")]
    Configured(MetricExporter, u32),
    /// What the code gave, or what has no settings.
    Given(MetricExporter),
}

/// Where and how metrics go.
#[derive(Debug)]
pub(crate) struct MetricsSettings {
    /// With none, there is no pipeline.
    pub(crate) exporters: Sourced<Vec<MetricExporterSetting>>,
    pub(crate) otlp: OtlpSettings,
    /// The time between two exports of exporters that have none of their own.
    pub(crate) interval: Sourced<Duration>,
    /// How long one export of those may take.
    pub(crate) timeout: Sourced<Duration>,
    /// What sums and histograms tell by OTLP.
    pub(crate) temporality: Sourced<Temporality>,
    /// Of all exporters: the SDK has one view of an instrument for all readers.
    pub(crate) histograms: Sourced<HistogramAggregation>,
    pub(crate) views: Views,
    /// A hash of all that the configuration file says of metrics.
    #[cfg(feature = "config-file")]
    pub(crate) identity: u64,
    #[cfg(feature = "prometheus")]
    pub(crate) prometheus_host: Sourced<String>,
    #[cfg(feature = "prometheus")]
    pub(crate) prometheus_port: Sourced<u16>,
}

/// What histograms become.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum HistogramAggregation {
    /// Buckets with the boundaries that the instrument advises, else those of the specification.
    #[default]
    ExplicitBuckets,
    /// At most 160 buckets that follow the values, whatever boundaries the instrument advises.
    Base2Exponential,
}

impl HistogramAggregation {
    /// The names in `OTEL_EXPORTER_OTLP_METRICS_DEFAULT_HISTOGRAM_AGGREGATION`.
    pub(crate) const NAMES: &'static [(&'static str, Self)] = &[
        ("explicit_bucket_histogram", Self::ExplicitBuckets),
        ("base2_exponential_bucket_histogram", Self::Base2Exponential),
    ];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::ExplicitBuckets => "explicit_bucket_histogram",
            Self::Base2Exponential => "base2_exponential_bucket_histogram",
        }
    }
}

impl Settings {
    /// Whether there are metrics, and tracing is off only because a file has no tracer provider.
    pub(crate) fn has_metrics_alone(&self) -> bool {
        let nobody_said = self.disabled.source == Source::Default;
        *self.disabled && nobody_said && !self.metrics.exporters.is_empty()
    }
}

impl MetricsSettings {
    /// The page as the variables have it.
    #[cfg(feature = "prometheus")]
    pub(crate) fn prometheus(&self) -> Prometheus {
        Prometheus::new()
            .host(self.prometheus_host.value.clone())
            .port(*self.prometheus_port)
            .set_by("OTEL_EXPORTER_PROMETHEUS_HOST, OTEL_EXPORTER_PROMETHEUS_PORT")
    }

    /// When exporters export that say nothing themselves.
    pub(crate) fn schedule(&self) -> Schedule {
        Schedule {
            interval: *self.interval,
            timeout: *self.timeout,
        }
    }
}

impl Default for MetricsSettings {
    fn default() -> Self {
        Self {
            exporters: Sourced::default_value(Vec::new()),
            otlp: OtlpSettings::of(Signal::Metrics),
            interval: Sourced::default_value(Duration::from_secs(60)),
            timeout: Sourced::default_value(Duration::from_secs(30)),
            temporality: Sourced::default_value(Temporality::Cumulative),
            histograms: Sourced::default_value(HistogramAggregation::default()),
            views: Views::default(),
            #[cfg(feature = "config-file")]
            identity: 0,
            #[cfg(feature = "prometheus")]
            prometheus_host: Sourced::default_value(Prometheus::HOST.to_owned()),
            #[cfg(feature = "prometheus")]
            prometheus_port: Sourced::default_value(Prometheus::PORT),
        }
    }
}
