//! The metrics pipeline of a telemetry: a provider of the SDK, with a reader for each exporter.

#[cfg(feature = "prometheus")]
use std::sync::Arc;

use opentelemetry_sdk::{
    Resource,
    metrics::{Aggregation, MeterProviderBuilder, SdkMeterProvider, reader::MetricReader},
};

#[cfg(feature = "prometheus")]
use super::PrometheusPage;

use crate::{
    Error, MetricExporter,
    export::Reader,
    provider::{
        OtlpSettings,
        settings::{HistogramAggregation, MetricExporterSetting, MetricsSettings},
    },
};

/// A provider and the readers of its exporters.
#[derive(Clone, Debug)]
pub(crate) struct Pipeline {
    pub(crate) provider: SdkMeterProvider,
    /// Those that export at an interval.
    pub(crate) readers: Vec<Reader>,
    /// Those that are asked.
    #[cfg(feature = "prometheus")]
    pub(crate) pages: Vec<Arc<PrometheusPage>>,
}

impl Pipeline {
    /// What the settings ask for; `None` without an exporter.
    pub(crate) fn start(
        settings: &mut MetricsSettings,
        resource: Resource,
    ) -> Result<Option<Self>, Error> {
        let exporters = std::mem::take(&mut settings.exporters.value);
        if exporters.is_empty() {
            return Ok(None);
        }
        let schedule = settings.schedule();
        let is_exponential = *settings.histograms == HistogramAggregation::Base2Exponential;
        let views = std::mem::take(&mut settings.views);
        let mut attached = Attached {
            provider: views.attach(
                SdkMeterProvider::builder(),
                is_exponential.then(exponential),
            ),
            resource,
            readers: Vec::new(),
            #[cfg(feature = "prometheus")]
            pages: Vec::new(),
        };
        for exporter in exporters {
            let exporter = match exporter {
                MetricExporterSetting::Otlp => {
                    otlp(&settings.otlp)?.temporality(*settings.temporality)
                }
                #[cfg(feature = "config-file")]
                MetricExporterSetting::Configured(exporter, _) => exporter,
                MetricExporterSetting::Given(exporter) => exporter,
            };
            exporter.attach(schedule, &mut attached)?;
        }
        #[cfg(feature = "prometheus")]
        if is_exponential && !attached.pages.is_empty() {
            let text = "the page of Prometheus has no exponential histograms, and so no histogram \
                        without a view of its own";
            crate::diagnostics::warn(text);
        }
        let provider = attached.provider.with_resource(attached.resource);
        Ok(Some(Self {
            provider: provider.build(),
            readers: attached.readers,
            #[cfg(feature = "prometheus")]
            pages: attached.pages,
        }))
    }
}

/// A provider in the making.
pub(crate) struct Attached {
    pub(crate) provider: MeterProviderBuilder,
    pub(crate) resource: Resource,
    pub(crate) readers: Vec<Reader>,
    #[cfg(feature = "prometheus")]
    pub(crate) pages: Vec<Arc<PrometheusPage>>,
}

impl Attached {
    pub(crate) fn with_reader(&mut self, reader: impl MetricReader) {
        let provider = std::mem::take(&mut self.provider);
        self.provider = provider.with_reader(reader);
    }
}

#[cfg(any(feature = "otlp-grpc", feature = "otlp-http"))]
fn otlp(settings: &OtlpSettings) -> Result<MetricExporter, Error> {
    Ok(settings.otlp().into())
}

#[cfg(not(any(feature = "otlp-grpc", feature = "otlp-http")))]
fn otlp(_: &OtlpSettings) -> Result<MetricExporter, Error> {
    Err(Error::not_started(
        "OTLP",
        "features `otlp-grpc` and `otlp-http` are off",
    ))
}

/// How histograms are aggregated where that is asked for, as the specification has it by default.
fn exponential() -> Aggregation {
    Aggregation::Base2ExponentialHistogram {
        max_size: 160,
        max_scale: 20,
        record_min_max: true,
    }
}
