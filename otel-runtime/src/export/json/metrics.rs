//! An `ExportMetricsServiceRequest` as JSON.

use std::io;

use opentelemetry_proto::tonic::{
    collector::metrics::v1::ExportMetricsServiceRequest,
    metrics::v1::{Metric, metric::Data},
};

use super::{request::attributes, text};

/// The request as one line of JSON without its end. Its numbers have a form in JSON: the SDK takes no
/// measurement that is not finite.
pub(in crate::export) fn metrics_request(
    mut request: ExportMetricsServiceRequest,
) -> io::Result<Vec<u8>> {
    for resource_metrics in &mut request.resource_metrics {
        if let Some(resource) = &mut resource_metrics.resource {
            attributes(&mut resource.attributes);
        }
        for scope_metrics in &mut resource_metrics.scope_metrics {
            if let Some(scope) = &mut scope_metrics.scope {
                attributes(&mut scope.attributes);
            }
            scope_metrics.metrics.iter_mut().for_each(of_points);
        }
    }
    let mut line = Vec::new();
    text::append(&mut line, &request)?;
    Ok(line)
}

/// The attributes of a metric's data points.
fn of_points(metric: &mut Metric) {
    match &mut metric.data {
        Some(Data::Gauge(gauge)) => {
            let points = gauge.data_points.iter_mut();
            points.for_each(|point| attributes(&mut point.attributes));
        }
        Some(Data::Sum(sum)) => {
            let points = sum.data_points.iter_mut();
            points.for_each(|point| attributes(&mut point.attributes));
        }
        Some(Data::Histogram(histogram)) => {
            let points = histogram.data_points.iter_mut();
            points.for_each(|point| attributes(&mut point.attributes));
        }
        Some(Data::ExponentialHistogram(histogram)) => {
            let points = histogram.data_points.iter_mut();
            points.for_each(|point| attributes(&mut point.attributes));
        }
        // The SDK makes no summaries.
        Some(Data::Summary(_)) | None => {}
    }
}
