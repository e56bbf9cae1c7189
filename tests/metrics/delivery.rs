//! What an instrument is told arrives, whatever way it goes.

use opentelemetry::metrics::MeterProvider;
use otel_runtime::{
    BatchSettings, Compression, HistogramAggregation, JsonLines, MetricExporter, Otlp, Protocol,
    Temporality, traced,
};
use otlp_sink::Sink;

use crate::{assert_adds_up, builder, ledger, meter, otlp, points, route, values};

const PROTOCOLS: [Protocol; 3] = [Protocol::Grpc, Protocol::HttpProtobuf, Protocol::HttpJson];

#[traced]
fn call() {}

#[test]
fn counters_histograms_and_gauges_arrive_by_every_protocol() {
    for protocol in PROTOCOLS {
        let sink = Sink::start();
        let telemetry = builder(otlp(Otlp::new(protocol), &sink)).build().unwrap();
        let meter = meter(&telemetry);
        let requests = meter.u64_counter("requests").with_unit("{request}").build();
        requests.add(2, &route("/a"));
        requests.add(3, &route("/a"));
        requests.add(1, &route("/b"));
        let duration = meter.f64_histogram("duration").with_unit("s").build();
        for seconds in [0.5, 1.5] {
            duration.record(seconds, &[]);
        }
        meter.i64_gauge("temperature").build().record(-7, &[]);
        telemetry.flush().unwrap();

        let mut arrived: Vec<_> = points(&sink)
            .into_iter()
            .map(|point| {
                assert!(point.resource.contains(&"service.name=test".to_owned()));
                let attributes = point.attributes.join(",");
                let count = point.count;
                format!(
                    "{} {} {} {count} {} {} {attributes}",
                    point.metric, point.unit, point.kind, point.value, point.is_delta
                )
            })
            .collect();
        arrived.sort();
        let expected = [
            "duration s histogram 2 2 false ",
            "requests {request} sum 1 1 false route=/b",
            "requests {request} sum 1 5 false route=/a",
            "temperature  gauge 1 -7 false ",
        ];
        assert_eq!(arrived, expected, "{protocol:?}");
        let ledger = ledger(&telemetry);
        assert_adds_up(&ledger);
        assert_eq!(ledger.exported as usize, sink.points().len(), "{ledger:?}");
    }
}

#[test]
fn headers_and_compression_are_those_of_the_exporter() {
    for protocol in PROTOCOLS {
        let sink = Sink::start();
        let exporter = Otlp::new(protocol)
            .header("x-tenant", "a")
            .compression(Compression::Gzip);
        let telemetry = builder(otlp(exporter, &sink)).build().unwrap();
        meter(&telemetry)
            .u64_counter("requests")
            .build()
            .add(1, &[]);
        telemetry.flush().unwrap();
        let headers = &sink.metric_headers()[0];
        assert_eq!(headers["x-tenant"], "a");
        assert!(headers["user-agent"].starts_with("OTel-OTLP-Exporter-Rust/"));
        let encoding = match protocol {
            Protocol::Grpc => "grpc-encoding",
            _ => "content-encoding",
        };
        assert_eq!(headers[encoding], "gzip", "{protocol:?}");
        assert_eq!(values(&sink, "requests"), [1.0]);
    }
}

#[test]
fn cumulative_tells_everything_again_and_delta_what_is_new() {
    for (temporality, expected) in [
        (Temporality::Cumulative, [1.0, 3.0]),
        (Temporality::Delta, [1.0, 2.0]),
        (Temporality::LowMemory, [1.0, 2.0]),
    ] {
        let sink = Sink::start();
        let exporter = otlp(Otlp::http(), &sink).temporality(temporality);
        let telemetry = builder(exporter).build().unwrap();
        let requests = meter(&telemetry).u64_counter("requests").build();
        let open = meter(&telemetry).i64_up_down_counter("open").build();
        for more in [1, 2] {
            requests.add(more, &[]);
            open.add(1, &[]);
            telemetry.flush().unwrap();
        }
        assert_eq!(values(&sink, "requests"), expected, "{temporality:?}");
        // What goes up and down is never a difference.
        assert_eq!(values(&sink, "open"), [1.0, 2.0]);
    }
}

#[test]
fn histograms_are_exponential_where_that_is_asked_for() {
    let sink = Sink::start();
    let telemetry = builder(otlp(Otlp::grpc(), &sink))
        .histogram_aggregation(HistogramAggregation::Base2Exponential)
        .build()
        .unwrap();
    let duration = meter(&telemetry).f64_histogram("duration").build();
    for seconds in [0.5, 1.5, 100.0] {
        duration.record(seconds, &[]);
    }
    telemetry.flush().unwrap();
    let point = points(&sink).remove(0);
    assert_eq!(
        (point.kind, point.count, point.value),
        ("exponential histogram", 3, 102.0)
    );
}

#[test]
fn an_interval_is_kept_without_being_asked() {
    let sink = Sink::start();
    let exporter = otlp(Otlp::http(), &sink).interval(std::time::Duration::from_millis(20));
    let telemetry = builder(exporter).build().unwrap();
    let requests = meter(&telemetry).u64_counter("requests").build();
    requests.add(1, &[]);
    journey_tests::wait_until(|| values(&sink, "requests").len() >= 3);
    assert!(values(&sink, "requests").iter().all(|value| *value == 1.0));
}

#[test]
fn the_shutdown_sends_the_last_values_and_the_runtimes_own() {
    let sink = Sink::start();
    let telemetry = builder(otlp(Otlp::grpc(), &sink)).build().unwrap();
    let requests = meter(&telemetry).u64_counter("requests").build();
    requests.add(1, &[]);
    telemetry.flush().unwrap();
    requests.add(41, &[]);
    telemetry.scope(|| (0..5).for_each(|_| call()));
    telemetry.shutdown().unwrap();
    assert_eq!(values(&sink, "requests"), [1.0, 42.0]);
    let own = sink
        .points()
        .into_iter()
        .filter(|point| point.request == 1 && point.metric == "otel.sdk.exporter.span.exported");
    assert_eq!(own.map(|point| point.value).sum::<f64>(), 5.0);
    // What comes too late goes nowhere, and nobody waits for it.
    requests.add(1, &[]);
    assert!(telemetry.shutdown().is_ok() && telemetry.flush().is_ok());
    assert_eq!(sink.metric_headers().len(), 2);
}

#[test]
fn several_exporters_each_get_everything() {
    let [one, other] = [Sink::start(), Sink::start()];
    let file = std::env::temp_dir().join(format!("otel-metrics-{}.jsonl", std::process::id()));
    let telemetry = builder(otlp(Otlp::grpc(), &one))
        .metric_exporter(otlp(Otlp::http(), &other).temporality(Temporality::Delta))
        .metric_exporter(JsonLines::new(&file))
        .metric_exporter(MetricExporter::console())
        .build()
        .unwrap();
    let requests = meter(&telemetry).u64_counter("requests").build();
    for _ in 0..2 {
        requests.add(1, &[]);
        telemetry.flush().unwrap();
    }
    telemetry.shutdown().unwrap();
    for ledger in telemetry.ledger().metrics {
        assert!(
            ledger.made > 0 && ledger.exported == ledger.made,
            "{ledger:?}"
        );
    }
    assert_eq!(values(&one, "requests"), [1.0, 2.0, 2.0]);
    assert_eq!(values(&other, "requests"), [1.0, 1.0]);
    let lines = std::fs::read_to_string(&file).unwrap();
    std::fs::remove_file(&file).unwrap();
    let line: serde_json::Value = serde_json::from_str(lines.lines().next().unwrap()).unwrap();
    assert!(
        line["resourceMetrics"][0]["scopeMetrics"].is_array(),
        "{line}"
    );
}

#[test]
fn an_exporter_of_others_is_given_the_metrics_too() {
    let memory = opentelemetry_sdk::metrics::InMemoryMetricExporter::default();
    let telemetry = builder(memory.clone()).build().unwrap();
    let provider = telemetry.meter_provider().unwrap();
    provider
        .meter("shop")
        .u64_counter("requests")
        .build()
        .add(1, &[]);
    provider.force_flush().unwrap();
    assert_eq!(memory.get_finished_metrics().unwrap().len(), 1);
    let ledger = ledger(&telemetry);
    assert!(
        ledger.exporter.ends_with("InMemoryMetricExporter"),
        "{ledger}"
    );
    assert!(ledger.exported > 0 && ledger.exported == ledger.made);
}

#[test]
fn without_an_exporter_there_is_no_provider() {
    let (telemetry, _) = journey_tests::telemetry();
    assert!(telemetry.meter_provider().is_none());
    let telemetry = builder(MetricExporter::console())
        .without_metrics()
        .build()
        .unwrap();
    assert!(telemetry.meter_provider().is_none());
    assert!(telemetry.ledger().metrics.is_empty());
}

#[test]
fn what_cannot_be_is_refused() {
    let refused = |exporter: MetricExporter| {
        let error = builder(exporter).build().unwrap_err();
        error.to_string()
    };
    let no_time = std::time::Duration::ZERO;
    for (exporter, word) in [
        (MetricExporter::console().interval(no_time), "interval"),
        (MetricExporter::console().timeout(no_time), "timeout"),
        (Otlp::http().endpoint("ftp://host").into(), "ftp://host"),
        (JsonLines::stdout().flat().into(), "flat"),
        (Otlp::grpc().spool("/tmp/none").into(), "spool"),
        (Otlp::grpc().batch(BatchSettings::default()).into(), "batch"),
    ] {
        let text = refused(exporter);
        assert!(text.contains(word), "{text}");
    }
}
