#![allow(clippy::unwrap_used)]

use std::{
    io::Write,
    net::TcpStream,
    sync::{
        Mutex,
        mpsc::{Receiver, Sender, channel},
    },
    time::{Duration, Instant},
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

fn page_at_a_free_port() -> MetricExporter {
    Prometheus::new().host("127.0.0.1").port(0).into()
}

/// When whoever has nothing to wait for has ended.
fn soon() -> Instant {
    Instant::now() + Duration::from_millis(500)
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

#[test]
fn a_page_that_a_callback_holds_has_not_ended_in_time() {
    let pipeline = start(settings([page_at_a_free_port()]));
    let (entered, has_entered) = channel();
    let (_go_on, may_go_on) = channel::<()>();
    let may_go_on = Mutex::new(may_go_on);
    let meter = pipeline.provider().unwrap().meter("shop");
    let slow = meter.u64_observable_gauge("slow");
    slow.with_callback(move |_| {
        let _ = entered.send(());
        let _ = may_go_on.lock().unwrap().recv_timeout(PATIENCE);
    })
    .build();
    let address = pipeline.page().unwrap().address().unwrap();
    let mut scraper = TcpStream::connect(address).unwrap();
    let request = b"GET /metrics HTTP/1.1\r\nhost: x\r\n\r\n";
    scraper.write_all(request).unwrap();
    has_entered.recv_timeout(PATIENCE).unwrap();
    let late = pipeline.end(soon()).unwrap_err().to_string();
    assert_eq!(late, "the page of Prometheus has not ended in time");
}

#[test]
fn an_exporter_that_hangs_takes_no_time_from_a_page() {
    let (_go_on, hanging) = Hangs::exporter();
    let pipeline = start(settings([hanging, page_at_a_free_port()]));
    let meter = pipeline.provider().unwrap().meter("shop");
    meter.u64_counter("orders").build().add(1, &[]);
    let late = pipeline.end(soon()).unwrap_err().to_string();
    assert_eq!(late, "not all backends were done in time");
}

#[test]
fn of_several_pages_the_first_that_is_served_has_the_address() {
    let first = Prometheus::new().not_served().without_target_info().into();
    let pipeline = start(settings([first, page_at_a_free_port()]));
    let address = pipeline.page_address().unwrap();
    assert!(TcpStream::connect(address).is_ok());
    assert_eq!(pipeline.page().unwrap().text().unwrap(), "");
    pipeline.end(soon()).unwrap();
    assert_eq!(pipeline.page_address(), None);
}
