//! Metrics, as the official Python package reads them.

use opentelemetry::{KeyValue, metrics::MeterProvider};
use otel_runtime::{
    HistogramAggregation, MemoryExporter, MetricExporter, Otlp, Protocol, Telemetry, Temporality,
};
use serde_json::{Value, json};

use crate::receiver::Receiver;

/// What one meter tells, by kind, without the times.
fn sent(receiver: &mut Receiver, protocol: Protocol, histograms: HistogramAggregation) -> Value {
    let endpoint = match protocol {
        Protocol::Grpc => &receiver.grpc,
        _ => &receiver.http,
    };
    let exporter = MetricExporter::from(Otlp::new(protocol).endpoint(endpoint));
    let telemetry = Telemetry::builder()
        .without_environment()
        .service("wire-test")
        .exporter(MemoryExporter::default())
        .metric_exporter(exporter.temporality(Temporality::Delta))
        .histogram_aggregation(histograms)
        .build()
        .unwrap();
    let meter = telemetry.meter_provider().unwrap().meter("shop");
    let requests = meter.u64_counter("requests").with_unit("{request}");
    let requests = requests.with_description("How many came.").build();
    requests.add(1 << 60, &[KeyValue::new("route", "/a")]);
    meter.i64_up_down_counter("open").build().add(-3, &[]);
    let not_finite = [KeyValue::new("limit", f64::INFINITY)];
    meter.f64_gauge("ratio").build().record(2.5, &not_finite);
    let duration = meter.f64_histogram("duration").with_unit("s");
    let duration = duration.with_boundaries(vec![1.0, 2.0]).build();
    for seconds in [0.5, 1.5, 4.0] {
        duration.record(seconds, &[]);
    }
    telemetry.flush().unwrap();
    let received = receiver.next();
    telemetry.shutdown().unwrap();
    // The last export, of which there is nothing to say here.
    receiver.next();

    let resource = &received["request"]["resourceMetrics"][0];
    let service = json!({ "key": "service.name", "value": { "stringValue": "wire-test" } });
    let attributes = resource["resource"]["attributes"].as_array().unwrap();
    assert!(attributes.contains(&service), "{attributes:?}");
    let scopes = resource["scopeMetrics"].as_array().unwrap();
    let shop = scopes.iter().find(|scope| scope["scope"]["name"] == "shop");
    let mut metrics = shop.unwrap()["metrics"].clone();
    for metric in metrics.as_array_mut().unwrap() {
        for kind in ["sum", "gauge", "histogram", "exponentialHistogram"] {
            let points = metric.get_mut(kind).map(|data| &mut data["dataPoints"]);
            let points = points.and_then(Value::as_array_mut);
            for point in points.into_iter().flatten() {
                let point = point.as_object_mut().unwrap();
                for time in ["startTimeUnixNano", "timeUnixNano"] {
                    let at = point.remove(time).unwrap();
                    let at: u64 = at.as_str().unwrap().parse().unwrap();
                    assert!(at > 1_700_000_000_000_000_000, "{at}");
                }
            }
        }
    }
    metrics
}

fn metric<'a>(metrics: &'a Value, name: &str) -> &'a Value {
    let mut metrics = metrics.as_array().unwrap().iter();
    let found = metrics.find(|metric| metric["name"] == name);
    found.unwrap_or_else(|| panic!("no {name}"))
}

#[test]
fn every_field_of_metrics_arrives_by_every_protocol() {
    let Some(mut receiver) = Receiver::start() else {
        return;
    };
    for protocol in [Protocol::Grpc, Protocol::HttpProtobuf, Protocol::HttpJson] {
        let metrics = sent(&mut receiver, protocol, HistogramAggregation::default());
        let route = json!({ "key": "route", "value": { "stringValue": "/a" } });
        let requests = json!({
            "name": "requests",
            "unit": "{request}",
            "description": "How many came.",
            "metadata": [],
            "sum": {
                "aggregationTemporality": "AGGREGATION_TEMPORALITY_DELTA",
                "isMonotonic": true,
                "dataPoints": [{
                    "attributes": [route],
                    "asInt": (1_u64 << 60).to_string(),
                    "exemplars": [],
                    "flags": 0,
                }],
            },
        });
        assert_eq!(*metric(&metrics, "requests"), requests, "{protocol:?}");
        let open = &metric(&metrics, "open")["sum"];
        assert_eq!(open["dataPoints"][0]["asInt"], "-3");
        assert_eq!(
            open["aggregationTemporality"],
            "AGGREGATION_TEMPORALITY_CUMULATIVE"
        );
        assert_eq!(open["isMonotonic"], false);
        let ratio = &metric(&metrics, "ratio")["gauge"]["dataPoints"][0];
        assert_eq!(ratio["asDouble"], 2.5);
        let limit = &ratio["attributes"][0]["value"];
        // JSON has no number for it.
        let (kind, value) = match protocol {
            Protocol::HttpJson => ("stringValue", "Infinity"),
            _ => ("doubleValue", "Infinity"),
        };
        assert_eq!(limit[kind], value, "{protocol:?}");
        let duration = &metric(&metrics, "duration")["histogram"]["dataPoints"][0];
        for (field, value) in [
            ("count", json!("3")),
            ("sum", json!(6.0)),
            ("min", json!(0.5)),
            ("max", json!(4.0)),
            ("bucketCounts", json!(["1", "1", "1"])),
            ("explicitBounds", json!([1.0, 2.0])),
        ] {
            assert_eq!(duration[field], value, "{field} over {protocol:?}");
        }
    }
}

#[test]
fn exponential_histograms_arrive_whole() {
    let Some(mut receiver) = Receiver::start() else {
        return;
    };
    for protocol in [Protocol::Grpc, Protocol::HttpJson] {
        let exponential = HistogramAggregation::Base2Exponential;
        let metrics = sent(&mut receiver, protocol, exponential);
        let point = &metric(&metrics, "duration")["exponentialHistogram"]["dataPoints"][0];
        assert_eq!((&point["count"], &point["sum"]), (&json!("3"), &json!(6.0)));
        let counts = point["positive"]["bucketCounts"].as_array().unwrap();
        let counted: u64 = counts
            .iter()
            .map(|count| count.as_str().unwrap().parse::<u64>().unwrap())
            .sum();
        assert_eq!(counted, 3);
        assert_eq!(point["zeroCount"], "0");
    }
}
