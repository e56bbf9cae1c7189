//! The page that Prometheus reads, from whoever set it up.

use std::{
    io::{Read, Write},
    net::{TcpListener, TcpStream},
    path::PathBuf,
    process::Stdio,
    time::Duration,
};

use opentelemetry::metrics::MeterProvider as _;
use otel_runtime::{Prometheus, Telemetry, traced};
use otlp_sink::Sink;

use crate::{
    builder, meter,
    programs::{metered, run},
};

#[traced]
fn work() {}

/// A page at a port that the system chooses.
pub(crate) fn served() -> Telemetry {
    let page = Prometheus::new().host("127.0.0.1").port(0);
    builder(page).build().unwrap()
}

/// A port that was free a moment ago.
pub(crate) fn free_port() -> u16 {
    let socket = TcpListener::bind("127.0.0.1:0").unwrap();
    socket.local_addr().unwrap().port()
}

/// What stands at a path of this machine; nothing where nobody answers, or there is nothing.
pub(crate) fn get(port: u16, path: &str) -> Option<String> {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).ok()?;
    stream
        .set_read_timeout(Some(Duration::from_secs(20)))
        .unwrap();
    let request = format!("GET {path} HTTP/1.0\r\nhost: localhost\r\n\r\n");
    stream.write_all(request.as_bytes()).ok()?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer).ok()?;
    let (head, body) = answer.split_once("\r\n\r\n")?;
    head.contains(" 200 OK").then(|| body.to_owned())
}

#[test]
fn the_page_has_what_the_program_counts_and_what_the_runtime_tells_of_itself() {
    let telemetry = served();
    let requests = meter(&telemetry).u64_counter("requests").build();
    requests.add(2, &[]);
    telemetry.scope(work);
    telemetry.flush().unwrap();
    let port = telemetry.prometheus_address().unwrap().port();
    let page = get(port, "/metrics").unwrap();
    let requests = "requests_total{otel_scope_name=\"shop\"} 2\n";
    assert!(page.contains(requests), "{page}");
    assert!(page.contains("\notel_sdk_span_started_total{"), "{page}");
    assert!(page.contains("service_name=\"test\""), "{page}");
    let durations = page
        .lines()
        .filter(|line| line.contains("operation_duration_seconds_bucket"));
    assert_eq!(
        durations
            .filter(|line| line.contains("le=\"0.005\""))
            .count(),
        1
    );
    let text = telemetry.prometheus_text().unwrap();
    assert!(text.contains(requests), "{text}");
    telemetry.shutdown().unwrap();
    assert_eq!(telemetry.prometheus_text(), None);
    assert_eq!(telemetry.prometheus_address(), None);
    assert_eq!(get(port, "/metrics"), None);
}

#[test]
fn a_page_has_no_time_between_two_exports() {
    let exporter = otel_runtime::MetricExporter::from(Prometheus::new().not_served());
    let refused = builder(exporter.interval(Duration::from_secs(1))).build();
    let refused = refused.unwrap_err().to_string();
    assert!(
        refused.starts_with("MetricExporter::interval: "),
        "{refused}"
    );
}

#[test]
fn variables_alone_serve_the_page() {
    let port = free_port();
    let variables = [
        ("OTEL_METRICS_EXPORTER", "prometheus"),
        ("OTEL_EXPORTER_PROMETHEUS_HOST", "127.0.0.1"),
        ("OTEL_EXPORTER_PROMETHEUS_PORT", &*port.to_string()),
    ];
    let mut program = metered("waits", &variables);
    program.stdin(Stdio::piped()).stderr(Stdio::piped());
    let mut program = program.spawn().unwrap();
    let counted = "requests_total{otel_scope_name=\"shop\"} 1\n";
    journey_tests::wait_until(|| get(port, "/metrics").is_some_and(|page| page.contains(counted)));
    program.stdin.take().unwrap().write_all(b"\n").unwrap();
    let output = program.wait_with_output().unwrap();
    assert!(output.status.success());
    let said = String::from_utf8(output.stderr).unwrap();
    let line = format!(" · metrics → prometheus http://127.0.0.1:{port}/metrics · ");
    assert!(said.contains(&line), "{said}");
    // Not even one that was asked for the page too early.
    assert!(!said.contains("warning"), "{said}");
}

#[test]
fn a_taken_port_is_one_warning_and_the_program_goes_on() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap();
    let output = run(
        "returns",
        &[
            ("OTEL_METRICS_EXPORTER", "prometheus"),
            ("OTEL_EXPORTER_PROMETHEUS_HOST", "127.0.0.1"),
            (
                "OTEL_EXPORTER_PROMETHEUS_PORT",
                &*address.port().to_string(),
            ),
        ],
    );
    let said = String::from_utf8(output.stderr).unwrap();
    let warning = format!(
        "otel: warning: Prometheus cannot read metrics at {address} (OTEL_EXPORTER_PROMETHEUS_HOST, \
         OTEL_EXPORTER_PROMETHEUS_PORT): "
    );
    assert!(said.contains(&warning), "{said}");
    assert!(said.contains("a port that is free"), "{said}");
    assert_eq!(said.matches("warning").count(), 1, "{said}");
}

#[test]
fn exponential_histograms_leave_a_page_with_a_warning_and_one_alone_as_it_is() {
    let warned = |exporters| {
        let port = free_port().to_string();
        let histograms = "OTEL_EXPORTER_OTLP_METRICS_DEFAULT_HISTOGRAM_AGGREGATION";
        let output = run(
            "returns",
            &[
                ("OTEL_METRICS_EXPORTER", exporters),
                ("OTEL_EXPORTER_PROMETHEUS_HOST", "127.0.0.1"),
                ("OTEL_EXPORTER_PROMETHEUS_PORT", &port),
                (histograms, "base2_exponential_bucket_histogram"),
            ],
        );
        let said = String::from_utf8(output.stderr).unwrap();
        let warning = format!(
            "otel: warning: {histograms}: base2_exponential_bucket_histogram leaves the page of \
             Prometheus without histograms"
        );
        said.contains(&warning)
    };
    assert!(warned("prometheus,console"));
    assert!(!warned("prometheus"));
}

#[cfg(unix)]
#[test]
fn a_child_has_no_page_and_waits_for_nobody() {
    let port = free_port().to_string();
    let variables = [
        ("OTEL_METRICS_EXPORTER", "prometheus"),
        ("OTEL_EXPORTER_PROMETHEUS_HOST", "127.0.0.1"),
        ("OTEL_EXPORTER_PROMETHEUS_PORT", &*port),
    ];
    let output = run("forks", &variables);
    let took = String::from_utf8(output.stdout).unwrap();
    let took = Duration::from_millis(took.trim().parse().unwrap());
    assert!(took < Duration::from_secs(3), "{took:?}");
}

/// A file that has metrics alone: at an interval to a sink, on a page, and with views.
#[test]
fn a_file_sets_readers_and_views_up() {
    let sink = Sink::start();
    let port = free_port();
    let endpoint = sink.endpoint();
    let text = format!(
        r#"file_format: "1.2"
resource: {{attributes: [{{name: service.name, value: by-file}}]}}
meter_provider:
  readers:
    - periodic:
        interval: 3600000
        exporter:
          otlp_http: {{endpoint: "{endpoint}/v1/metrics", temporality_preference: delta}}
    - pull:
        exporter:
          prometheus/development: {{host: 127.0.0.1, port: {port}, scope_info_enabled: false}}
  views:
    - selector: {{instrument_name: requests}}
      stream: {{name: sold, attribute_keys: {{included: [kind]}}}}
    - selector: {{instrument_name: "noise*"}}
      stream: {{aggregation: {{drop: }}}}
  meter_configurator/development:
    meters: [{{name: silent, config: {{enabled: false}}}}]
"#
    );
    let file = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("metrics-{port}.yaml"));
    std::fs::write(&file, text).unwrap();
    let telemetry = Telemetry::builder().config_file(&file).build().unwrap();
    let requests = meter(&telemetry).u64_counter("requests").build();
    for by in ["a", "b"] {
        let by = opentelemetry::KeyValue::new("by", by);
        requests.add(1, &[by, opentelemetry::KeyValue::new("kind", "book")]);
    }
    let noise = meter(&telemetry).u64_counter("noise.of.disks").build();
    noise.add(1, &[]);
    let silent = telemetry.meter_provider().unwrap().meter("silent");
    silent.u64_counter("whisper").build().add(1, &[]);
    telemetry.scope(work);
    telemetry.flush().unwrap();

    let page = get(port, "/metrics").unwrap();
    assert!(page.contains("\nsold_total{kind=\"book\"} 2\n"), "{page}");
    for left_out in ["requests_total", "noise", "whisper", "otel_scope_name"] {
        assert!(!page.contains(left_out), "{left_out}: {page}");
    }
    let points = crate::points(&sink);
    assert_eq!(points.len(), 1, "{points:#?}");
    let sold = &points[0];
    assert_eq!(
        (&*sold.metric, sold.value, sold.is_delta),
        ("sold", 2.0, true)
    );
    assert_eq!(sold.attributes, ["kind=book"]);
    assert!(sold.resource.contains(&"service.name=by-file".to_owned()));
    let described = telemetry.describe().to_string();
    let words = described.split_whitespace().collect::<Vec<_>>().join(" ");
    let place = file.display();
    for row in [
        format!("metrics otlp http {endpoint}/v1/metrics, prometheus http://127.0.0.1:{port}/metrics {place}:5"),
        "metrics views requests → name \"sold\", attributes [kind]; noise* → Drop; meters silent off".to_owned(),
        "tracing off, for want of a tracer_provider default".to_owned(),
    ] {
        assert!(words.contains(&row), "{row}\n{described}");
    }
    assert!(words.contains("metrics interval 3600s "), "{described}");

    // The SDK's provider is what it was made as.
    let changed = std::fs::read_to_string(&file)
        .unwrap()
        .replace("3600000", "3600001");
    std::fs::write(&file, changed).unwrap();
    assert_eq!(
        telemetry.reload().unwrap().needs_restart,
        ["metrics interval"]
    );
    let changed = std::fs::read_to_string(&file)
        .unwrap()
        .replace("3600001", "3600000");
    let changed = changed.replace("temporality_preference: delta", "compression: gzip");
    std::fs::write(&file, changed).unwrap();
    assert_eq!(telemetry.reload().unwrap().needs_restart, ["metrics"]);
    telemetry.shutdown().unwrap();
    std::fs::remove_file(file).unwrap();
}
