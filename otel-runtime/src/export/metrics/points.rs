//! How many data points an export has.

use opentelemetry_proto::tonic::{
    collector::metrics::v1::ExportMetricsServiceRequest,
    metrics::v1::{AggregationTemporality, metric::Data},
};
use opentelemetry_sdk::metrics::Temporality;

/// How many data points an export has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Points {
    pub(crate) all: u64,
    /// Of these, those that no later export tells again.
    pub(crate) delta: u64,
}

impl Points {
    /// Those of a request that was collected with this preference.
    pub(crate) fn of(request: &ExportMetricsServiceRequest, preference: Temporality) -> Self {
        let scopes = request
            .resource_metrics
            .iter()
            .flat_map(|resource| &resource.scope_metrics);
        let metrics = scopes.flat_map(|scope| &scope.metrics);
        let mut points = Self::default();
        for data in metrics.filter_map(|metric| metric.data.as_ref()) {
            let (count, is_delta) = counted(data, preference);
            points.all += count as u64;
            if is_delta {
                points.delta += count as u64;
            }
        }
        points
    }
}

fn counted(data: &Data, preference: Temporality) -> (usize, bool) {
    let is_delta = |temporality: i32| temporality == AggregationTemporality::Delta as i32;
    match data {
        // With delta the SDK tells a gauge once for each time it was set.
        Data::Gauge(gauge) => (gauge.data_points.len(), preference == Temporality::Delta),
        Data::Sum(sum) => (sum.data_points.len(), is_delta(sum.aggregation_temporality)),
        Data::Histogram(histogram) => (
            histogram.data_points.len(),
            is_delta(histogram.aggregation_temporality),
        ),
        Data::ExponentialHistogram(histogram) => (
            histogram.data_points.len(),
            is_delta(histogram.aggregation_temporality),
        ),
        Data::Summary(summary) => (summary.data_points.len(), false),
    }
}
