//! The metrics pipeline of a telemetry: a provider of the SDK, with a reader for each exporter.

use opentelemetry_sdk::{
    Resource,
    metrics::{Aggregation, Instrument, InstrumentKind, SdkMeterProvider, Stream},
};

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
        let mut provider = SdkMeterProvider::builder().with_resource(resource);
        if *settings.histograms == HistogramAggregation::Base2Exponential {
            provider = provider.with_view(exponential);
        }
        let mut readers = Vec::new();
        for exporter in exporters {
            let exporter = match exporter {
                MetricExporterSetting::Otlp => {
                    otlp(&settings.otlp)?.temporality(*settings.temporality)
                }
                #[cfg(feature = "config-file")]
                MetricExporterSetting::Configured(exporter, _) => exporter,
                MetricExporterSetting::Given(exporter) => exporter,
            };
            provider = exporter.attach(provider, schedule, &mut readers)?;
        }
        let provider = provider.build();
        Ok(Some(Self { provider, readers }))
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

/// The view of histograms as the specification has it by default.
fn exponential(instrument: &Instrument) -> Option<Stream> {
    if instrument.kind() != InstrumentKind::Histogram {
        return None;
    }
    let aggregation = Aggregation::Base2ExponentialHistogram {
        max_size: 160,
        max_scale: 20,
        record_min_max: true,
    };
    Stream::builder().with_aggregation(aggregation).build().ok()
}
