//! The metrics pipeline of a telemetry: a provider of the SDK, with a reader for each exporter.

use std::time::Instant;
#[cfg(feature = "prometheus")]
use std::{net::SocketAddr, sync::Arc};

use opentelemetry_sdk::{
    Resource,
    metrics::{MeterProviderBuilder, SdkMeterProvider, reader::MetricReader},
};

use super::histograms::exponential;
#[cfg(feature = "prometheus")]
use crate::prometheus::{Ending, PrometheusPage};
use crate::{
    Error, MetricExporter, MetricLedger,
    export::{Done, Reader},
    process::Inherit,
    provider::{
        ExportError, OtlpSettings, Telemetry,
        running::{backends_stop, question},
        settings::{HistogramAggregation, MetricExporterSetting, MetricsSettings},
    },
};

/// A provider and the readers of its exporters, in one process; none where no exporter was asked for.
///
/// A child made by `fork` has none. Its parent's threads are not there, and its parent's sums are:
/// told again, they would be counted twice.
#[derive(Debug, Default)]
pub(crate) struct Pipeline {
    provider: Option<SdkMeterProvider>,
    /// Those that export at an interval.
    readers: Vec<Reader>,
    /// What others are asked for.
    #[cfg(feature = "prometheus")]
    pages: Vec<Arc<PrometheusPage>>,
}

/// A provider in the making.
pub(crate) struct Attached {
    provider: MeterProviderBuilder,
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

impl Inherit for Pipeline {
    fn inherit(&self) -> Self {
        Self::default()
    }
}

impl Pipeline {
    /// What the settings ask for.
    pub(crate) fn start(settings: &mut MetricsSettings, resource: Resource) -> Result<Self, Error> {
        let exporters = std::mem::take(&mut settings.exporters.value);
        if exporters.is_empty() {
            return Ok(Self::default());
        }
        let schedule = settings.schedule();
        let mut attached = Attached {
            provider: SdkMeterProvider::builder(),
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
                #[cfg(feature = "prometheus")]
                MetricExporterSetting::Prometheus => settings.prometheus().into(),
                #[cfg(feature = "config-file")]
                MetricExporterSetting::Configured(exporter, _) => exporter,
                MetricExporterSetting::Given(exporter) => exporter,
            };
            exporter.attach(schedule, &mut attached)?;
        }
        // A page alone keeps its histograms: it can have no others.
        let is_exponential = *settings.histograms == HistogramAggregation::Base2Exponential
            && !attached.readers.is_empty();
        #[cfg(feature = "prometheus")]
        if is_exponential && !attached.pages.is_empty() {
            crate::diagnostics::warn(&format!(
                "{}: base2_exponential_bucket_histogram leaves the page of Prometheus without \
                 histograms that have no view of their own; explicit_bucket_histogram shows them",
                settings.histograms.source
            ));
        }
        let views = std::mem::take(&mut settings.views);
        let provider = views.attach(attached.provider, is_exponential.then(exponential));
        let provider = provider.with_resource(attached.resource);
        Ok(Self {
            provider: Some(provider.build()),
            readers: attached.readers,
            #[cfg(feature = "prometheus")]
            pages: attached.pages,
        })
    }

    /// The first page.
    #[cfg(feature = "prometheus")]
    pub(crate) fn page(&self) -> Option<&PrometheusPage> {
        self.pages.first().map(|page| &**page)
    }

    /// Where the first page is that has a server.
    #[cfg(feature = "prometheus")]
    pub(crate) fn page_address(&self) -> Option<SocketAddr> {
        self.pages.iter().find_map(|page| page.address())
    }

    pub(crate) fn is_on(&self) -> bool {
        self.provider.is_some()
    }

    pub(crate) fn provider(&self) -> Option<SdkMeterProvider> {
        self.provider.clone()
    }

    pub(crate) fn ledgers(&self) -> Vec<MetricLedger> {
        self.readers.iter().map(Reader::ledger).collect()
    }

    /// Has everything exported as it is now.
    pub(crate) fn flush(&self, deadline: Instant) -> Result<(), ExportError> {
        self.ask(deadline, Reader::begin_flush)
    }

    /// Has everything exported for the last time. What is recorded later goes nowhere.
    pub(crate) fn end(&self, deadline: Instant) -> Result<(), ExportError> {
        let left = deadline.saturating_duration_since(Instant::now());
        let stop = backends_stop(left, deadline);
        // Told first, their servers end while exporters are waited for.
        #[cfg(feature = "prometheus")]
        let servers: Vec<_> = self.pages.iter().filter_map(|page| page.close()).collect();
        let ended = self.ask(deadline, |reader, done| reader.begin_shutdown(stop, done));
        #[cfg(feature = "prometheus")]
        let ended = servers.into_iter().fold(ended, |ended, server| {
            ExportError::both(ended, wait(server, deadline))
        });
        if let Some(provider) = &self.provider {
            // Its readers have ended, or are late and have been told to end.
            let _ = provider.shutdown();
        }
        ended
    }

    /// Asks all readers at once, and waits for their answers.
    fn ask(&self, deadline: Instant, ask: impl Fn(&Reader, Done)) -> Result<(), ExportError> {
        let (question, answers) = question();
        let done = question.to(self.readers.len());
        for reader in &self.readers {
            ask(reader, done.clone());
        }
        answers.wait(deadline).unwrap_or(Ok(()))
    }
}

impl Telemetry {
    /// The provider of the telemetry's metrics: what is made with its meters goes to the metric
    /// exporters. [`install`](crate::TelemetryBuilder::install) makes it the global one.
    ///
    /// `None` where there is no metric exporter, and in a child made by `fork`: whatever is recorded
    /// there is not exported, for the sums would be its parent's as well. The child says so once on
    /// stderr, when it begins to trace.
    ///
    /// ```
    /// use opentelemetry::metrics::MeterProvider;
    /// use otel_runtime::{MetricExporter, Telemetry};
    ///
    /// let telemetry = Telemetry::builder().metric_exporter(MetricExporter::console()).build()?;
    /// if let Some(provider) = telemetry.meter_provider() {
    ///     let requests = provider.meter("shop").u64_counter("requests").build();
    ///     requests.add(1, &[]);
    /// }
    /// telemetry.shutdown().unwrap();
    /// # Ok::<(), otel_runtime::Error>(())
    /// ```
    #[must_use]
    pub fn meter_provider(&self) -> Option<SdkMeterProvider> {
        self.running().metrics.get().provider()
    }
}

/// Waits until the server of a page has ended, which a callback that hangs can hold.
#[cfg(feature = "prometheus")]
fn wait(server: Ending, deadline: Instant) -> Result<(), ExportError> {
    let left = deadline.saturating_duration_since(Instant::now());
    match server.is_over_in(left) {
        true => Ok(()),
        false => {
            let late = "the page of Prometheus has not ended in time".to_owned();
            Err(ExportError::because(late))
        }
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
