//! Metrics on stderr, one line for each data point.

use std::{
    fmt::{Display, Write as _},
    io::Write as _,
    time::Instant,
};

use opentelemetry::KeyValue;
use opentelemetry_sdk::metrics::{
    Temporality,
    data::{AggregatedMetrics, MetricData, ResourceMetrics},
};

use super::{books::Books, destination::Destination};
use crate::escape::escaped;

/// Metrics on stderr, for people: what is read there is not meant for machines.
pub(super) struct Console {
    pub(super) temporality: Temporality,
}

impl Destination for Console {
    fn temporality(&self) -> Temporality {
        self.temporality
    }

    fn export(&mut self, metrics: &ResourceMetrics, _deadline: Instant, _: &Books) {
        let mut text = String::new();
        lines(metrics, &mut text);
        // A closed stderr is ignored: there is nobody to be told.
        let _ = std::io::stderr().lock().write_all(text.as_bytes());
    }

    fn shutdown(&mut self, _deadline: Instant) -> Result<(), String> {
        Ok(())
    }
}

/// Appends the lines: `metric requests {request}  counter 3  path=/a`.
fn lines(metrics: &ResourceMetrics, text: &mut String) {
    for metric in metrics.scope_metrics().flat_map(|scope| scope.metrics()) {
        let unit = match metric.unit() {
            "" | "1" => String::new(),
            unit => format!(" {}", escaped(unit)),
        };
        let start = format!("metric {}{unit}", escaped(metric.name()));
        let mut line = |value: String, attributes: &mut dyn Iterator<Item = &KeyValue>| {
            // Writing into a text cannot fail.
            let _ = write!(text, "{start}  {value}");
            let mut before = "  ";
            for KeyValue { key, value, .. } in attributes {
                let pair = format!("{key}={value}");
                let _ = write!(text, "{before}{}", escaped(&pair));
                before = ", ";
            }
            text.push('\n');
        };
        match metric.data() {
            AggregatedMetrics::F64(data) => each(data, &mut line),
            AggregatedMetrics::U64(data) => each(data, &mut line),
            AggregatedMetrics::I64(data) => each(data, &mut line),
        }
    }
}

/// Tells each data point as a text, and its attributes.
fn each<T: Copy + Display>(
    data: &MetricData<T>,
    line: &mut dyn FnMut(String, &mut dyn Iterator<Item = &KeyValue>),
) {
    let distribution = |count: u64, sum: T, min: Option<T>, max: Option<T>| match (min, max) {
        (Some(min), Some(max)) => format!("histogram {count} sum {sum} min {min} max {max}"),
        _ => format!("histogram {count} sum {sum}"),
    };
    match data {
        MetricData::Gauge(gauge) => {
            for point in gauge.data_points() {
                line(format!("gauge {}", point.value()), &mut point.attributes());
            }
        }
        MetricData::Sum(sum) => {
            let kind = if sum.is_monotonic() { "counter" } else { "sum" };
            for point in sum.data_points() {
                line(format!("{kind} {}", point.value()), &mut point.attributes());
            }
        }
        MetricData::Histogram(histogram) => {
            for point in histogram.data_points() {
                let value = distribution(point.count(), point.sum(), point.min(), point.max());
                line(value, &mut point.attributes());
            }
        }
        MetricData::ExponentialHistogram(histogram) => {
            for point in histogram.data_points() {
                let count = point.count() as u64;
                let value = distribution(count, point.sum(), point.min(), point.max());
                line(value, &mut point.attributes());
            }
        }
    }
}
