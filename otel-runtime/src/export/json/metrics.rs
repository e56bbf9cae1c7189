//! An `ExportMetricsServiceRequest` as JSON.

use std::io;

use opentelemetry_proto::tonic::{
    collector::metrics::v1::ExportMetricsServiceRequest,
    metrics::v1::{Metric, metric::Data, number_data_point},
};
use serde_json::Value;

use super::{
    request::{attributes, not_finite},
    text,
};

/// The request as one line of JSON without its end.
pub(in crate::export) fn metrics_request(
    mut request: ExportMetricsServiceRequest,
) -> io::Result<Vec<u8>> {
    let mut is_finite = true;
    for resource_metrics in &mut request.resource_metrics {
        if let Some(resource) = &mut resource_metrics.resource {
            attributes(&mut resource.attributes);
        }
        for scope_metrics in &mut resource_metrics.scope_metrics {
            if let Some(scope) = &mut scope_metrics.scope {
                attributes(&mut scope.attributes);
            }
            for metric in &mut scope_metrics.metrics {
                each_attributes(metric);
                is_finite &= not_finite_numbers(metric).is_empty();
            }
        }
    }
    let mut line = Vec::new();
    if is_finite {
        text::append(&mut line, &request)?;
    } else {
        text::append(&mut line, &named(&request)?)?;
    }
    Ok(line)
}

fn each_attributes(metric: &mut Metric) {
    let points: Vec<_> = match &mut metric.data {
        Some(Data::Gauge(gauge)) => each(&mut gauge.data_points, |one| &mut one.attributes),
        Some(Data::Sum(sum)) => each(&mut sum.data_points, |one| &mut one.attributes),
        Some(Data::Histogram(histogram)) => {
            each(&mut histogram.data_points, |one| &mut one.attributes)
        }
        Some(Data::ExponentialHistogram(histogram)) => {
            each(&mut histogram.data_points, |one| &mut one.attributes)
        }
        Some(Data::Summary(_)) | None => Vec::new(),
    };
    points.into_iter().for_each(|pairs| attributes(pairs));
}

fn each<'a, P, T>(points: &'a mut [P], part: impl Fn(&'a mut P) -> &'a mut T) -> Vec<&'a mut T> {
    points.iter_mut().map(part).collect()
}

/// The request with names for numbers that JSON has no form for, which would become `null`.
fn named(request: &ExportMetricsServiceRequest) -> io::Result<Value> {
    let mut value = serde_json::to_value(request)?;
    for (i, resource_metrics) in request.resource_metrics.iter().enumerate() {
        for (j, scope_metrics) in resource_metrics.scope_metrics.iter().enumerate() {
            for (k, metric) in scope_metrics.metrics.iter().enumerate() {
                let shown = &mut value["resourceMetrics"][i]["scopeMetrics"][j]["metrics"][k];
                for (kind, number, field, name) in not_finite_numbers(metric) {
                    shown[kind]["dataPoints"][number][field] = name.into();
                }
            }
        }
    }
    Ok(value)
}

/// The kind of the metric, the number of the data point, the field, and the name of its number.
type NotFinite = (&'static str, usize, &'static str, &'static str);

fn not_finite_numbers(metric: &Metric) -> Vec<NotFinite> {
    let mut found = Vec::new();
    let mut look = |kind, number, field, value: Option<f64>| {
        if let Some(name) = value.and_then(not_finite) {
            found.push((kind, number, field, name));
        }
    };
    let (kind, numbers) = match &metric.data {
        Some(Data::Gauge(gauge)) => ("gauge", &gauge.data_points),
        Some(Data::Sum(sum)) => ("sum", &sum.data_points),
        Some(Data::Histogram(histogram)) => {
            for (number, point) in histogram.data_points.iter().enumerate() {
                for (field, value) in [("sum", point.sum), ("min", point.min), ("max", point.max)] {
                    look("histogram", number, field, value);
                }
            }
            return found;
        }
        // The SDK leaves out of exponential histograms what is not finite.
        _ => return found,
    };
    for (number, point) in numbers.iter().enumerate() {
        if let Some(number_data_point::Value::AsDouble(value)) = point.value {
            look(kind, number, "asDouble", Some(value));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use opentelemetry_proto::tonic::metrics::v1::{
        Gauge, Histogram, HistogramDataPoint, NumberDataPoint, ResourceMetrics, ScopeMetrics,
    };

    use super::*;

    fn request(data: Data) -> ExportMetricsServiceRequest {
        let metric = Metric {
            name: "ratio".to_owned(),
            data: Some(data),
            ..Metric::default()
        };
        ExportMetricsServiceRequest {
            resource_metrics: vec![ResourceMetrics {
                scope_metrics: vec![ScopeMetrics {
                    metrics: vec![metric],
                    ..ScopeMetrics::default()
                }],
                ..ResourceMetrics::default()
            }],
        }
    }

    fn metric(data: Data) -> Value {
        let line = metrics_request(request(data)).unwrap();
        let value: Value = serde_json::from_slice(&line).unwrap();
        value["resourceMetrics"][0]["scopeMetrics"][0]["metrics"][0].clone()
    }

    #[test]
    fn numbers_that_json_has_no_form_for_are_named() {
        let of = |value| NumberDataPoint {
            value: Some(number_data_point::Value::AsDouble(value)),
            ..NumberDataPoint::default()
        };
        let data_points = vec![of(f64::NAN), of(0.5), of(f64::NEG_INFINITY)];
        let gauge = metric(Data::Gauge(Gauge { data_points }));
        let points = gauge["gauge"]["dataPoints"].as_array().unwrap();
        let values: Vec<_> = points
            .iter()
            .map(|point| point["asDouble"].clone())
            .collect();
        assert_eq!(values, [Value::from("NaN"), 0.5.into(), "-Infinity".into()]);

        let point = HistogramDataPoint {
            count: 2,
            sum: Some(f64::INFINITY),
            min: Some(1.0),
            bucket_counts: vec![1, 1],
            explicit_bounds: vec![5.0],
            ..HistogramDataPoint::default()
        };
        let histogram = metric(Data::Histogram(Histogram {
            data_points: vec![point],
            aggregation_temporality: 2,
        }));
        let point = &histogram["histogram"]["dataPoints"][0];
        assert_eq!(
            (&point["sum"], &point["min"]),
            (&"Infinity".into(), &1.0.into())
        );
        // 64-bit integers are strings in this encoding.
        assert_eq!(point["count"], "2");
        assert_eq!(point["bucketCounts"], serde_json::json!(["1", "1"]));
    }
}
