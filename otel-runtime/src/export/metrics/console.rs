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

use super::{books::Books, destination::Destination, points::Points};
use crate::{escape::escaped, process::Stderr};

/// Metrics on stderr, for people: what is read there is not meant for machines.
pub(super) struct Console {
    pub(super) temporality: Temporality,
}

impl Destination for Console {
    fn temporality(&self) -> Temporality {
        self.temporality
    }

    fn export(&mut self, metrics: &ResourceMetrics, _deadline: Instant, books: &Books) {
        let points = Points::of(&metrics.into(), self.temporality);
        books.begin(points);
        let mut text = String::new();
        lines(metrics, &mut text);
        // A closed stderr is ignored: there is nobody to be told.
        let _ = Stderr.write_all(text.as_bytes());
        books.exported(points, 0, "");
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
            let pairs = attributes.map(|pair| format!("{}={}", pair.key, pair.value));
            let mut pairs: Vec<_> = pairs.collect();
            // The SDK has them in any order.
            pairs.sort();
            if !pairs.is_empty() {
                let _ = write!(text, "  {}", escaped(&pairs.join(", ")));
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

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use opentelemetry::metrics::MeterProvider;
    use opentelemetry_sdk::metrics::{ManualReader, SdkMeterProvider, reader::MetricReader};

    use super::*;
    use std::sync::{Arc, Weak};

    /// A reader that two can hold.
    #[derive(Clone, Debug, Default)]
    struct Shared(Arc<ManualReader>);

    impl MetricReader for Shared {
        fn register_pipeline(&self, pipeline: Weak<opentelemetry_sdk::metrics::Pipeline>) {
            self.0.register_pipeline(pipeline);
        }
        fn collect(
            &self,
            metrics: &mut ResourceMetrics,
        ) -> opentelemetry_sdk::error::OTelSdkResult {
            self.0.collect(metrics)
        }
        fn force_flush(&self) -> opentelemetry_sdk::error::OTelSdkResult {
            Ok(())
        }
        fn shutdown_with_timeout(
            &self,
            timeout: std::time::Duration,
        ) -> opentelemetry_sdk::error::OTelSdkResult {
            self.0.shutdown_with_timeout(timeout)
        }
        fn temporality(
            &self,
            kind: opentelemetry_sdk::metrics::InstrumentKind,
        ) -> opentelemetry_sdk::metrics::Temporality {
            self.0.temporality(kind)
        }
    }

    #[test]
    fn each_data_point_is_a_harmless_line() {
        let reader = Shared::default();
        let provider = SdkMeterProvider::builder().with_reader(reader.clone());
        let provider = provider.build();
        let meter = provider.meter("shop");
        let requests = meter.u64_counter("requests").with_unit("{request}").build();
        let attributes = [KeyValue::new("b", "x\n\u{1b}[31m"), KeyValue::new("a", 1)];
        requests.add(3, &attributes);
        meter.i64_up_down_counter("open").build().add(-2, &[]);
        meter
            .f64_gauge("ratio")
            .with_unit("1")
            .build()
            .record(0.5, &[]);
        let duration = meter.f64_histogram("duration").with_unit("s").build();
        duration.record(0.5, &[]);
        duration.record(1.5, &[]);
        let mut metrics = ResourceMetrics::default();
        reader.collect(&mut metrics).unwrap();
        let mut text = String::new();
        lines(&metrics, &mut text);
        let mut lines: Vec<_> = text.lines().collect();
        lines.sort_unstable();
        let expected = [
            "metric duration s  histogram 2 sum 2 min 0.5 max 1.5",
            "metric open  sum -2",
            "metric ratio  gauge 0.5",
            "metric requests {request}  counter 3  a=1, b=x\\n\\u{1b}[31m",
        ];
        assert_eq!(lines, expected);
    }
}
