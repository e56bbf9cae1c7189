//! Metrics: what was taken of them.

use std::{
    collections::HashMap,
    io::Read,
    sync::{Arc, Mutex},
};

use axum::{
    body::Bytes,
    extract::State,
    http::{HeaderMap, StatusCode, header::CONTENT_TYPE},
    response::{IntoResponse, Response},
};
use opentelemetry_proto::tonic::{
    collector::metrics::v1::{
        ExportMetricsPartialSuccess, ExportMetricsServiceRequest, ExportMetricsServiceResponse,
        metrics_service_server::{MetricsService, MetricsServiceServer},
    },
    common::v1::{KeyValue, any_value::Value},
    metrics::v1::{Metric, NumberDataPoint, metric::Data, number_data_point},
};
use prost::Message;
use tonic::codec::CompressionEncoding;

use crate::{answer::Answer, answer::Refusal, grpc::status, http::failure, receiver::Receiver};

/// A data point that was taken.
#[derive(Clone, Debug, PartialEq)]
pub struct Point {
    /// The number of its request, from 0.
    pub request: usize,
    /// The name of its metric.
    pub metric: String,
    /// The unit of its metric.
    pub unit: String,
    /// `gauge`, `sum`, `histogram` or `exponential histogram`.
    pub kind: &'static str,
    /// Whether it tells what there was since the point before.
    pub is_delta: bool,
    /// The resource's attributes, `key=value`, in order.
    pub resource: Vec<String>,
    /// The name of the instrumentation scope.
    pub scope: String,
    /// `key=value`, in order.
    pub attributes: Vec<String>,
    /// The value; of a histogram the sum.
    pub value: f64,
    /// Of a histogram how many values; else 1.
    pub count: u64,
}

/// What was taken of metrics, and how it came.
#[derive(Debug, Default)]
pub(crate) struct Metrics {
    points: Mutex<Vec<Point>>,
    headers: Mutex<Vec<HashMap<String, String>>>,
}

impl Metrics {
    pub(crate) fn points(&self) -> Vec<Point> {
        self.points.lock().unwrap().clone()
    }

    /// The headers of each request that was taken.
    pub(crate) fn headers(&self) -> Vec<HashMap<String, String>> {
        self.headers.lock().unwrap().clone()
    }

    fn take(&self, points: Vec<Point>, headers: &HeaderMap) {
        let pair = |(name, value): (&axum::http::HeaderName, &axum::http::HeaderValue)| {
            (name.to_string(), value.to_str().unwrap().to_owned())
        };
        let mut requests = self.headers.lock().unwrap();
        let number = |point| Point {
            request: requests.len(),
            ..point
        };
        let points = points.into_iter().map(number);
        self.points.lock().unwrap().extend(points);
        requests.push(headers.iter().map(pair).collect());
    }
}

/// Takes a request, or does to it what the answer says.
async fn receive(
    receiver: &Receiver,
    headers: &HeaderMap,
    request: ExportMetricsServiceRequest,
) -> Result<ExportMetricsServiceResponse, Refusal> {
    let answer = receiver.next_answer();
    let mut points = points(&request);
    let mut rejected = 0;
    match answer {
        Answer::TakeHalf => rejected = points.split_off(points.len() / 2).len(),
        answer => receiver.obey(answer, request.encoded_len()).await?,
    }
    receiver.metrics.take(points, headers);
    let partial = ExportMetricsPartialSuccess {
        rejected_data_points: rejected.try_into().unwrap(),
        error_message: "too old".to_owned(),
    };
    Ok(ExportMetricsServiceResponse {
        partial_success: (rejected > 0).then_some(partial),
    })
}

pub(crate) async fn over_http(
    State(receiver): State<Arc<Receiver>>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let mut plain = Vec::new();
    match headers.get("content-encoding") {
        Some(_) => flate2::read::GzDecoder::new(&*body).read_to_end(&mut plain),
        None => (&*body).read_to_end(&mut plain),
    }
    .unwrap();
    let json = headers[CONTENT_TYPE] == "application/json";
    let request = if json {
        serde_json::from_slice(&plain).ok()
    } else {
        ExportMetricsServiceRequest::decode(&*plain).ok()
    };
    let Some(request) = request else {
        return (StatusCode::BAD_REQUEST, "not OTLP").into_response();
    };
    let answer = match receive(&receiver, &headers, request).await {
        Ok(answer) => answer,
        Err(refusal) => return failure(&refusal),
    };
    let body = match json {
        true => serde_json::to_vec(&answer).unwrap(),
        false => answer.encode_to_vec(),
    };
    ([(CONTENT_TYPE, headers[CONTENT_TYPE].clone())], body).into_response()
}

pub(crate) struct Grpc(Arc<Receiver>);

pub(crate) fn over_grpc(receiver: Arc<Receiver>) -> MetricsServiceServer<Grpc> {
    MetricsServiceServer::new(Grpc(receiver)).accept_compressed(CompressionEncoding::Gzip)
}

#[tonic::async_trait]
impl MetricsService for Grpc {
    async fn export(
        &self,
        request: tonic::Request<ExportMetricsServiceRequest>,
    ) -> Result<tonic::Response<ExportMetricsServiceResponse>, tonic::Status> {
        let (headers, _, request) = request.into_parts();
        let answer = receive(&self.0, &headers.into_headers(), request).await;
        answer.map(tonic::Response::new).map_err(status)
    }
}

fn points(request: &ExportMetricsServiceRequest) -> Vec<Point> {
    let mut points = Vec::new();
    for resource in &request.resource_metrics {
        let of = resource.resource.as_ref().unwrap();
        let of = texts(&of.attributes);
        for scope in &resource.scope_metrics {
            let name = &scope.scope.as_ref().unwrap().name;
            for metric in &scope.metrics {
                points.extend(of_metric(metric).into_iter().map(|point| Point {
                    resource: of.clone(),
                    scope: name.clone(),
                    ..point
                }));
            }
        }
    }
    points
}

fn of_metric(metric: &Metric) -> Vec<Point> {
    const DELTA: i32 = 1;
    let point = |kind, delta, attributes: &[KeyValue], value, count| Point {
        request: 0,
        metric: metric.name.clone(),
        unit: metric.unit.clone(),
        kind,
        is_delta: delta == DELTA,
        resource: Vec::new(),
        scope: String::new(),
        attributes: texts(attributes),
        value,
        count,
    };
    let numbers = |kind, delta, points: &[NumberDataPoint]| {
        let points = points.iter().map(|it| {
            let value = match it.value.unwrap() {
                number_data_point::Value::AsDouble(value) => value,
                number_data_point::Value::AsInt(value) => value as f64,
            };
            point(kind, delta, &it.attributes, value, 1)
        });
        points.collect()
    };
    match metric.data.as_ref().unwrap() {
        Data::Gauge(gauge) => numbers("gauge", 0, &gauge.data_points),
        Data::Sum(sum) => numbers("sum", sum.aggregation_temporality, &sum.data_points),
        Data::Histogram(histogram) => {
            let points = histogram.data_points.iter();
            let delta = histogram.aggregation_temporality;
            points
                .map(|it| {
                    let sum = it.sum.unwrap();
                    point("histogram", delta, &it.attributes, sum, it.count)
                })
                .collect()
        }
        Data::ExponentialHistogram(histogram) => {
            let points = histogram.data_points.iter();
            let delta = histogram.aggregation_temporality;
            let kind = "exponential histogram";
            points
                .map(|it| point(kind, delta, &it.attributes, it.sum.unwrap(), it.count))
                .collect()
        }
        Data::Summary(_) => Vec::new(),
    }
}

fn texts(attributes: &[KeyValue]) -> Vec<String> {
    let value = |pair: &KeyValue| match pair.value.clone().unwrap().value.unwrap() {
        Value::StringValue(text) => text,
        other => format!("{other:?}"),
    };
    let texts = attributes
        .iter()
        .map(|pair| format!("{}={}", pair.key, value(pair)));
    let mut texts: Vec<_> = texts.collect();
    texts.sort();
    texts
}
