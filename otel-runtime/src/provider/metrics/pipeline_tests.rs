#![allow(clippy::unwrap_used)]

use std::{
    sync::{
        Mutex,
        mpsc::{Receiver, Sender, channel},
    },
    time::Duration,
};

use opentelemetry::metrics::MeterProvider as _;
use opentelemetry_sdk::{
    Resource,
    error::OTelSdkResult,
    metrics::{Temporality, data::ResourceMetrics, exporter::PushMetricExporter},
};

use super::Pipeline;
use crate::{
    MetricExporter, Prometheus,
    provider::{
        HistogramAggregation,
        settings::{MetricExporterSetting, MetricsSettings, Sourced},
    },
};

/// Longer than anything here takes.
const PATIENCE: Duration = Duration::from_secs(20);

/// An exporter that waits for its other end to be dropped.
struct Hangs(Mutex<Receiver<()>>);

impl Hangs {
    fn exporter() -> (Sender<()>, MetricExporter) {
        let (go_on, may_go_on) = channel();
        (go_on, Self(Mutex::new(may_go_on)).into())
    }
}

impl PushMetricExporter for Hangs {
    async fn export(&self, _: &ResourceMetrics) -> OTelSdkResult {
        let _ = self.0.lock().unwrap().recv_timeout(PATIENCE);
        Ok(())
    }

    fn force_flush(&self) -> OTelSdkResult {
        Ok(())
    }

    fn shutdown_with_timeout(&self, _: Duration) -> OTelSdkResult {
        Ok(())
    }

    fn temporality(&self) -> Temporality {
        Temporality::Cumulative
    }
}

fn settings(exporters: impl IntoIterator<Item = MetricExporter>) -> MetricsSettings {
    let given = exporters.into_iter().map(MetricExporterSetting::Given);
    MetricsSettings {
        exporters: Sourced::code(given.collect()),
        ..MetricsSettings::default()
    }
}

fn start(mut settings: MetricsSettings) -> Pipeline {
    Pipeline::start(&mut settings, Resource::builder_empty().build()).unwrap()
}

/// What a page says of a histogram, where exponential ones are asked for.
fn page_with_exponential(exporters: Vec<MetricExporter>) -> String {
    let mut settings = settings(exporters);
    settings.histograms = Sourced::code(HistogramAggregation::Base2Exponential);
    let pipeline = start(settings);
    let meter = pipeline.provider().unwrap().meter("shop");
    meter.f64_histogram("waited").build().record(0.3, &[]);
    meter.u64_counter("orders").build().add(1, &[]);
    pipeline.page().unwrap().text().unwrap()
}

#[test]
fn a_page_alone_keeps_its_histograms_whatever_is_asked_for() {
    let page = || Prometheus::new().not_served().into();
    let alone = page_with_exponential(vec![page()]);
    assert!(alone.contains("waited_bucket{"), "{alone}");
    let (go_on, other) = Hangs::exporter();
    drop(go_on);
    let beside = page_with_exponential(vec![page(), other]);
    assert!(!beside.contains("waited"), "{beside}");
    assert!(beside.contains("orders_total{"), "{beside}");
}
