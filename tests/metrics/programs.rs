//! Programs with one thread, with a runtime of their own, or with none; and how they end.

use std::{
    collections::HashMap,
    io::{BufRead, BufReader, Write},
    path::PathBuf,
    process::{Command, Output, Stdio},
    time::Duration,
};

use otel_runtime::{MetricExporter, Otlp, Telemetry};
use otlp_sink::Sink;

use crate::{builder, ledger, meter, otlp, points, values};

/// The program `metered`, with these variables and no others of OpenTelemetry's.
pub(crate) fn metered(case: &str, variables: &[(&str, &str)]) -> Command {
    let mut program = Command::new(env!("CARGO_BIN_EXE_metered"));
    for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("OTEL_")) {
        program.env_remove(name);
    }
    program.arg(case).envs(variables.iter().copied());
    program
}

/// Runs it to its end.
pub(crate) fn run(case: &str, variables: &[(&str, &str)]) -> Output {
    let output = metered(case, variables).output().unwrap();
    let text = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{text}");
    output
}

#[test]
fn variables_alone_set_metrics_up() {
    let sink = Sink::start();
    let endpoint = format!("{}/v1/metrics", sink.endpoint());
    let output = run(
        "returns",
        &[
            ("OTEL_SERVICE_NAME", "metered"),
            ("OTEL_EXPORTER_OTLP_METRICS_ENDPOINT", &endpoint),
            ("OTEL_EXPORTER_OTLP_METRICS_HEADERS", "x-tenant=a"),
            ("OTEL_EXPORTER_OTLP_METRICS_COMPRESSION", "gzip"),
            ("OTEL_EXPORTER_OTLP_METRICS_TEMPORALITY_PREFERENCE", "delta"),
        ],
    );
    let point = points(&sink).remove(0);
    assert_eq!((point.value, point.is_delta), (1.0, true));
    assert!(point.resource.contains(&"service.name=metered".to_owned()));
    let headers = &sink.metric_headers()[0];
    assert_eq!(headers["x-tenant"], "a");
    assert_eq!(headers["content-encoding"], "gzip");
    let said = String::from_utf8(output.stderr).unwrap();
    let line = format!("· metrics → otlp http {endpoint} ·");
    assert!(said.contains(&line), "{said}");
}

#[test]
fn one_endpoint_is_for_both_signals() {
    let sink = Sink::start();
    for protocol in ["grpc", "http/protobuf", "http/json"] {
        // The sink reads spans as protobuf alone.
        let of_traces = if protocol == "grpc" {
            "grpc"
        } else {
            "http/protobuf"
        };
        run(
            "returns",
            &[
                ("OTEL_EXPORTER_OTLP_ENDPOINT", sink.endpoint()),
                ("OTEL_EXPORTER_OTLP_PROTOCOL", protocol),
                ("OTEL_EXPORTER_OTLP_TRACES_PROTOCOL", of_traces),
            ],
        );
    }
    assert_eq!(values(&sink, "requests"), [1.0; 3]);
    assert_eq!(sink.count("work"), 3);
}

#[test]
fn none_and_disabled_export_nothing() {
    let sink = Sink::start();
    let endpoint = ("OTEL_EXPORTER_OTLP_ENDPOINT", sink.endpoint());
    run("returns", &[endpoint, ("OTEL_METRICS_EXPORTER", "none")]);
    assert_eq!(sink.count("work"), 1);
    run("returns", &[endpoint, ("OTEL_SDK_DISABLED", "true")]);
    assert_eq!(sink.count("work"), 1);
    assert!(sink.metric_headers().is_empty());
}

#[test]
fn the_console_is_stderr_and_lines_are_stdout() {
    let output = run(
        "returns",
        &[("OTEL_METRICS_EXPORTER", "console,otlp/stdout")],
    );
    let [said, lines] = [output.stderr, output.stdout].map(|text| String::from_utf8(text).unwrap());
    assert!(said.contains("\nmetric requests  counter 1\n"), "{said}");
    let line: serde_json::Value = serde_json::from_str(&lines).unwrap();
    let scopes = line["resourceMetrics"][0]["scopeMetrics"]
        .as_array()
        .unwrap();
    let shop = scopes.iter().find(|scope| scope["scope"]["name"] == "shop");
    let point = &shop.unwrap()["metrics"][0]["sum"]["dataPoints"][0];
    assert_eq!(point["asInt"], "1");
    // A newcomer who says nothing is told nothing of metrics.
    let quiet = String::from_utf8(run("returns", &[]).stderr).unwrap();
    assert!(!quiet.contains("metric"), "{quiet}");
}

#[test]
fn the_exit_of_the_process_sends_the_last_values() {
    let sink = Sink::start();
    run("exits", &[("OTEL_EXPORTER_OTLP_ENDPOINT", sink.endpoint())]);
    assert_eq!(values(&sink, "requests"), [1.0]);
    assert_eq!(sink.count("work"), 1);
}

#[test]
fn the_interval_of_the_variable_is_kept() {
    let sink = Sink::start();
    let mut program = metered(
        "waits",
        &[
            ("OTEL_EXPORTER_OTLP_ENDPOINT", sink.endpoint()),
            ("OTEL_METRIC_EXPORT_INTERVAL", "20"),
        ],
    );
    let mut program = program.stdin(Stdio::piped()).spawn().unwrap();
    journey_tests::wait_until(|| values(&sink, "requests").len() >= 3);
    program.stdin.take().unwrap().write_all(b"\n").unwrap();
    assert!(program.wait().unwrap().success());
}

#[cfg(unix)]
#[test]
fn a_signal_has_them_flushed_where_that_is_asked_for() {
    let sink = Sink::start();
    let variables = [("OTEL_EXPORTER_OTLP_ENDPOINT", sink.endpoint())];
    let mut program = metered("flushes-on-signals", &variables);
    let program = program.stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut program = program.spawn().unwrap();
    let mut ready = String::new();
    let stdout = program.stdout.as_mut().unwrap();
    BufReader::new(stdout).read_line(&mut ready).unwrap();
    let id = fork::ProcessId::try_from(i32::try_from(program.id()).unwrap()).unwrap();
    fork::signal_process(id, fork::Signal::TERM).unwrap();
    journey_tests::wait_until(|| values(&sink, "requests") == [1.0]);
    program.stdin.take().unwrap().write_all(b"\n").unwrap();
    assert!(program.wait().unwrap().success());
}

#[cfg(unix)]
#[test]
fn a_child_exports_none_says_so_and_waits_for_nobody() {
    let sink = Sink::start();
    let output = run("forks", &[("OTEL_EXPORTER_OTLP_ENDPOINT", sink.endpoint())]);
    let took = String::from_utf8(output.stdout).unwrap();
    let took = Duration::from_millis(took.trim().parse().unwrap());
    assert!(took < Duration::from_secs(3), "{took:?}");
    // The parent's, before and after the fork.
    assert_eq!(values(&sink, "requests"), [1.0, 2.0]);
    assert_eq!(sink.count("work"), 2);
    let said = String::from_utf8(output.stderr).unwrap();
    let warning = "metrics of a process made by fork are not exported";
    assert_eq!(said.matches(warning).count(), 1, "{said}");
}

#[tokio::test(flavor = "current_thread")]
async fn a_runtime_with_one_thread_may_wait_in_it() {
    let sink = Sink::start();
    let telemetry = builder(otlp(Otlp::grpc(), &sink)).build().unwrap();
    let requests = meter(&telemetry).u64_counter("requests").build();
    requests.add(1, &[]);
    telemetry.flush().unwrap();
    requests.add(1, &[]);
    telemetry.shutdown().unwrap();
    assert_eq!(values(&sink, "requests"), [1.0, 2.0]);
}

#[otel_runtime::traced(parent = headers)]
fn passes_on(headers: &HashMap<String, String>) -> HashMap<String, String> {
    let mut outgoing = HashMap::new();
    otel_runtime::inject(&mut outgoing);
    outgoing
}

#[test]
fn traces_go_through_a_program_whose_file_has_metrics_alone() {
    let text = "file_format: \"1.0\"\npropagator: {composite: [{tracecontext: }]}\n\
                meter_provider: {readers: [{periodic: {exporter: {console: }}}]}\n";
    let file = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("metrics-alone.yaml");
    std::fs::write(&file, text).unwrap();
    let telemetry = Telemetry::builder().config_file(&file).build().unwrap();
    let parent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    let incoming = HashMap::from([("traceparent".to_owned(), parent.to_owned())]);
    assert_eq!(telemetry.scope(|| passes_on(&incoming)), incoming);
    assert!(telemetry.meter_provider().is_some());
    telemetry.shutdown().unwrap();
    assert!(telemetry.ledger().metrics[0].exported > 0);
}

#[test]
fn a_callback_that_panics_is_told_and_nobody_waits_for_metrics_any_more() {
    let sink = Sink::start();
    let telemetry = builder(otlp(Otlp::grpc(), &sink)).build().unwrap();
    let meter = meter(&telemetry);
    let broken = meter.u64_observable_gauge("broken");
    let _broken = broken.with_callback(|_| panic!("no thermometer")).build();
    let failed = telemetry.flush().unwrap_err().to_string();
    assert!(failed.contains("no thermometer"), "{failed}");
    assert!(
        failed.contains("no metrics are collected any more"),
        "{failed}"
    );
    assert!(telemetry.shutdown().is_err());
}

#[test]
fn an_exporter_that_panics_is_told_and_asked_again() {
    #[derive(Debug)]
    struct Panics;

    impl opentelemetry_sdk::metrics::exporter::PushMetricExporter for Panics {
        async fn export(
            &self,
            _: &opentelemetry_sdk::metrics::data::ResourceMetrics,
        ) -> opentelemetry_sdk::error::OTelSdkResult {
            panic!("out of paper")
        }
        fn force_flush(&self) -> opentelemetry_sdk::error::OTelSdkResult {
            Ok(())
        }
        fn shutdown_with_timeout(
            &self,
            _: std::time::Duration,
        ) -> opentelemetry_sdk::error::OTelSdkResult {
            Ok(())
        }
        fn temporality(&self) -> otel_runtime::Temporality {
            otel_runtime::Temporality::Delta
        }
    }

    // Its temporality is asked for once, when the telemetry is built.
    let telemetry = builder(MetricExporter::from(Panics).named("panics"))
        .build()
        .unwrap();
    let requests = meter(&telemetry).u64_counter("requests").build();
    for lost in 1..=2 {
        requests.add(1, &[]);
        let failed = telemetry.flush().unwrap_err().to_string();
        assert!(failed.contains("out of paper"), "{failed}");
        assert!(ledger(&telemetry).lost >= lost);
    }
}
