//! What the builder says of metrics.

use std::time::Duration;

use crate::{
    export::MetricExporter,
    provider::{
        HistogramAggregation, TelemetryBuilder,
        settings::{MetricExporterSetting, MetricsSettings, Sourced},
    },
};

/// The builder's settings of metrics.
#[derive(Debug, Default)]
pub(crate) struct BuilderMetrics {
    exporters: Option<Vec<MetricExporter>>,
    interval: Option<Duration>,
    timeout: Option<Duration>,
    histograms: Option<HistogramAggregation>,
}

impl TelemetryBuilder {
    /// Adds a destination of metrics; call it once for each. Default `OTEL_METRICS_EXPORTER`; where
    /// that is not set, OTLP if `OTEL_EXPORTER_OTLP_*` or `OTEL_EXPORTER_OTLP_METRICS_*` says where
    /// or how to send (a temporality or an aggregation alone does not), else none.
    ///
    /// With one, the telemetry has a provider of the SDK
    /// ([`meter_provider`](crate::Telemetry::meter_provider)), which
    /// [`install`](Self::install) makes the global one; the runtime's own figures are among its
    /// metrics.
    pub fn metric_exporter(mut self, exporter: impl Into<MetricExporter>) -> Self {
        let exporters = self.metrics.exporters.get_or_insert_default();
        exporters.push(exporter.into());
        self
    }

    /// Exports no metrics, whatever the environment says: for a program that has a meter provider
    /// of its own. The runtime's own figures go to that, if it was made global before.
    pub fn without_metrics(mut self) -> Self {
        self.metrics.exporters = Some(Vec::new());
        self
    }

    /// Sets the time between two exports of metrics, at least a millisecond; default
    /// `OTEL_METRIC_EXPORT_INTERVAL`, else a minute.
    pub fn metric_export_interval(mut self, interval: Duration) -> Self {
        self.metrics.interval = Some(interval);
        self
    }

    /// Sets how long one export of metrics may take with all its attempts, at least a millisecond;
    /// default `OTEL_METRIC_EXPORT_TIMEOUT`, else 30 s.
    pub fn metric_export_timeout(mut self, timeout: Duration) -> Self {
        self.metrics.timeout = Some(timeout);
        self
    }

    /// Sets what histograms become; default
    /// `OTEL_EXPORTER_OTLP_METRICS_DEFAULT_HISTOGRAM_AGGREGATION`, else explicit buckets. It holds
    /// for all metric exporters of the telemetry, but for a page of Prometheus that is alone: it has
    /// explicit buckets only.
    pub fn histogram_aggregation(mut self, aggregation: HistogramAggregation) -> Self {
        self.metrics.histograms = Some(aggregation);
        self
    }
}

impl BuilderMetrics {
    /// Lays what code says over the settings.
    pub(super) fn overlay(self, settings: &mut MetricsSettings) {
        settings.exporters.overlay(self.exporters.map(|exporters| {
            let given = exporters.into_iter().map(MetricExporterSetting::Given);
            Sourced::code(given.collect())
        }));
        settings.interval.overlay(self.interval.map(Sourced::code));
        settings.timeout.overlay(self.timeout.map(Sourced::code));
        settings
            .histograms
            .overlay(self.histograms.map(Sourced::code));
    }

    /// All of it but for the exporters, of which it only knows whether there are any.
    #[cfg(feature = "config-file")]
    pub(super) fn again(&self) -> Self {
        Self {
            exporters: self.exporters.as_ref().map(|_| Vec::new()),
            ..*self
        }
    }
}
