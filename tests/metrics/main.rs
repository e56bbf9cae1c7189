//! Metrics from an instrument to a destination.
#![allow(clippy::unwrap_used)]

mod delivery;
mod outages;
mod programs;
mod prometheus;
mod prometheus_server;

use std::time::Duration;

use opentelemetry::{
    KeyValue,
    metrics::{Meter, MeterProvider},
};
use otel_runtime::{MetricExporter, MetricLedger, Otlp, Telemetry, TelemetryBuilder};
use otlp_sink::{Point, Sink};

/// A builder that reads no environment and has no spans, with an exporter of metrics whose next
/// export only comes when it is asked for.
fn builder(exporter: impl Into<MetricExporter>) -> TelemetryBuilder {
    Telemetry::builder()
        .without_environment()
        .service("test")
        .exporter(otel_runtime::MemoryExporter::default())
        .metric_exporter(exporter)
        .metric_export_interval(Duration::from_secs(3_600))
}

/// OTLP to the sink, by a protocol of which there is one address.
fn otlp(otlp: Otlp, sink: &Sink) -> MetricExporter {
    otlp.endpoint(sink.endpoint())
        .timeout(Duration::from_secs(5))
        .into()
}

fn meter(telemetry: &Telemetry) -> Meter {
    telemetry.meter_provider().unwrap().meter("shop")
}

/// What the program itself has told, in the order in which it came.
fn points(sink: &Sink) -> Vec<Point> {
    let mut points = sink.points();
    points.retain(|point| point.scope == "shop");
    points
}

/// The values of one metric in the order in which they came.
fn values(sink: &Sink, metric: &str) -> Vec<f64> {
    let points = points(sink).into_iter();
    let of_it = points.filter(|point| point.metric == metric);
    of_it.map(|point| point.value).collect()
}

fn ledger(telemetry: &Telemetry) -> MetricLedger {
    telemetry.ledger().metrics[0].clone()
}

/// Every data point is in one column.
#[track_caller]
fn assert_adds_up(ledger: &MetricLedger) {
    let MetricLedger {
        exported,
        rejected,
        lost,
        superseded,
        pending,
        ..
    } = ledger;
    let all = exported + rejected + lost + superseded + pending;
    assert_eq!(ledger.made, all, "{ledger:?}");
}

fn route(path: &'static str) -> [KeyValue; 1] {
    [KeyValue::new("route", path)]
}
