//! Metrics that stay in memory.

use opentelemetry::KeyValue;
use opentelemetry_sdk::metrics::{
    InMemoryMetricExporter, PeriodicReader, SdkMeterProvider,
    data::{AggregatedMetrics, MetricData, ResourceMetrics},
};
use otel_runtime::Telemetry;

/// A meter provider that collects when it is asked to.
#[derive(Debug)]
pub struct Metrics {
    /// Who is told.
    pub provider: SdkMeterProvider,
    exporter: InMemoryMetricExporter,
}

/// One collection: name, attributes in the order of their keys, and value; of a histogram, how often
/// it was told.
#[derive(Debug)]
pub struct Collected(Vec<(String, String, i64)>);

impl Default for Metrics {
    fn default() -> Self {
        let exporter = InMemoryMetricExporter::default();
        let reader = PeriodicReader::builder(exporter.clone())
            .with_interval(std::time::Duration::from_secs(3_600))
            .build();
        let provider = SdkMeterProvider::builder().with_reader(reader).build();
        Self { provider, exporter }
    }
}

impl Metrics {
    /// Has the telemetry's figures told to the provider.
    pub fn observe(&self, telemetry: &Telemetry) {
        telemetry.observe(&self.provider);
    }

    /// The figures now.
    ///
    /// # Panics
    /// When they cannot be collected.
    #[must_use]
    pub fn collect(&self) -> Collected {
        self.exporter.reset();
        self.provider.force_flush().unwrap();
        let mut points = Vec::new();
        for metrics in self.exporter.get_finished_metrics().unwrap() {
            read(&metrics, &mut points);
        }
        Collected(points)
    }
}

impl Collected {
    /// The sum of a metric's points that have these attributes, `key=value`, at least.
    #[must_use]
    pub fn sum(&self, name: &str, attributes: &[&str]) -> i64 {
        let has = |of: &str| {
            attributes
                .iter()
                .all(|one| of.split(", ").any(|it| it == *one))
        };
        let of_it = self
            .0
            .iter()
            .filter(|(metric, of, _)| metric == name && has(of));
        of_it.map(|(_, _, value)| value).sum()
    }

    /// The attributes of a metric's points, each as one text.
    #[must_use]
    pub fn attributes(&self, name: &str) -> Vec<&str> {
        let points = self.0.iter().filter(|(metric, ..)| metric == name);
        points.map(|(_, of, _)| of.as_str()).collect()
    }

    /// Whether nothing was told.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

fn read(metrics: &ResourceMetrics, points: &mut Vec<(String, String, i64)>) {
    for metric in metrics.scope_metrics().flat_map(|scope| scope.metrics()) {
        let mut push = |attributes: String, value: i64| {
            points.push((metric.name().to_owned(), attributes, value));
        };
        match metric.data() {
            AggregatedMetrics::U64(MetricData::Sum(sum)) => {
                for point in sum.data_points() {
                    push(text(point.attributes()), point.value().try_into().unwrap());
                }
            }
            AggregatedMetrics::I64(MetricData::Sum(sum)) => {
                for point in sum.data_points() {
                    push(text(point.attributes()), point.value());
                }
            }
            AggregatedMetrics::F64(MetricData::Histogram(histogram)) => {
                for point in histogram.data_points() {
                    push(text(point.attributes()), point.count().try_into().unwrap());
                }
            }
            other => push(format!("{other:?}"), 0),
        }
    }
}

fn text<'a>(attributes: impl Iterator<Item = &'a KeyValue>) -> String {
    let mut pairs: Vec<_> = attributes
        .map(|pair| format!("{}={}", pair.key, pair.value))
        .collect();
    pairs.sort();
    pairs.join(", ")
}
