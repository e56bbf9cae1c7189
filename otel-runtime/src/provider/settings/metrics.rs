//! Where and how metrics go.

use std::time::Duration;

use opentelemetry_sdk::metrics::Temporality;

use super::{OtlpSettings, Sourced};
use crate::{
    export::{MetricExporter, Schedule, Signal},
    provider::metrics::Views,
};

/// One destination of metrics.
#[derive(Debug)]
pub(crate) enum MetricExporterSetting {
    /// OTLP, as the settings beside it say.
    Otlp,
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
}

/// What a histogram becomes for which nobody has set the boundaries of its buckets.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum HistogramAggregation {
    /// Buckets with the boundaries that the instrument advises, else those of the specification.
    #[default]
    ExplicitBuckets,
    /// Buckets that grow by a power of two and follow the values, at most 160.
    Base2Exponential,
}

impl MetricsSettings {
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
        }
    }
}
