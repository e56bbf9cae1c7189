//! The real Prometheus and its `promtool`, where they are installed.

use std::{
    io::Write,
    path::PathBuf,
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use opentelemetry::KeyValue;
use otel_runtime::traced;
use serde_json::Value;

use crate::{
    meter,
    prometheus::{free_port, get, served},
};

#[traced]
fn work() {}

/// A page with every kind of metric, and with names that Prometheus cannot read as they are.
fn record(telemetry: &otel_runtime::Telemetry) {
    let meter = meter(telemetry);
    let odd = [
        KeyValue::new("route", "/a \"b\"\\\n"),
        KeyValue::new("1st.key", 1),
        KeyValue::new("a:b", true),
        KeyValue::new("__name__", "x"),
    ];
    let requests = meter
        .u64_counter("http.requests")
        .with_description("Requests.\nAll.");
    requests.build().add(3, &odd);
    let waited = meter.f64_histogram("waited").with_unit("s");
    waited
        .with_description("How long.")
        .build()
        .record(0.3, &[KeyValue::new("le", "x")]);
    let stock = meter
        .i64_up_down_counter("stock")
        .with_description("Books.");
    stock.build().add(-2, &[]);
    let load = meter.f64_gauge("load").with_description("Of the machine.");
    load.build().record(1e300, &[]);
    telemetry.scope(work);
    telemetry.flush().unwrap();
}

/// A program of this name is here; else a line says that it is not.
fn is_here(program: &str) -> bool {
    let version = Command::new(program).arg("--version").output();
    let is_here = version.is_ok_and(|output| output.status.success());
    if !is_here {
        // Straight to stderr: the harness would keep what a passing test prints.
        let _ = writeln!(
            std::io::stderr(),
            "SKIPPED: {program} cannot be run; apt-get install --no-install-recommends prometheus"
        );
    }
    is_here
}

#[test]
fn promtool_has_nothing_to_say_about_the_page() {
    if !is_here("promtool") {
        return;
    }
    let telemetry = served();
    record(&telemetry);
    let mut check = Command::new("promtool")
        .args(["check", "metrics"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let page = telemetry.prometheus_text().unwrap();
    check
        .stdin
        .take()
        .unwrap()
        .write_all(page.as_bytes())
        .unwrap();
    let output = check.wait_with_output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    // It has opinions on names, which are the semantic conventions', and none on anything else.
    let opinions = said.lines().filter(|line| !line.contains("otel_sdk_"));
    assert_eq!(opinions.collect::<Vec<_>>(), [""; 0], "{page}");
    assert_ne!(output.status.code(), Some(1), "{said}");
}

/// A running server; killed when dropped, and its folder removed.
struct Server {
    child: Child,
    folder: PathBuf,
    port: u16,
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

impl Server {
    /// One that reads the page at this port ten times a second.
    fn start(page: u16) -> Self {
        let port = free_port();
        let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("prometheus-{port}"));
        std::fs::create_dir_all(&folder).unwrap();
        let settings = format!(
            "scrape_configs: [{{job_name: test, scrape_interval: 100ms, scrape_timeout: 100ms, \
             static_configs: [{{targets: ['127.0.0.1:{page}']}}]}}]"
        );
        let file = folder.join("prometheus.yml");
        std::fs::write(&file, settings).unwrap();
        let child = Command::new("prometheus")
            .arg(format!("--config.file={}", file.display()))
            .arg(format!(
                "--storage.tsdb.path={}",
                folder.join("data").display()
            ))
            .arg(format!("--web.listen-address=127.0.0.1:{port}"))
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        Self {
            child,
            folder,
            port,
        }
    }

    /// The value of the one series of this name, once there is one.
    fn value(&self, query: &str) -> String {
        let start = Instant::now();
        loop {
            let answer = get(self.port, &format!("/api/v1/query?query={query}"));
            let answer: Value =
                serde_json::from_str(&answer.unwrap_or_default()).unwrap_or_default();
            if let Some(text) = answer["data"]["result"][0]["value"][1].as_str() {
                return text.to_owned();
            }
            assert!(
                start.elapsed() < Duration::from_secs(60),
                "no {query}: {answer}"
            );
            std::thread::sleep(Duration::from_millis(50));
        }
    }
}

#[test]
fn the_real_server_reads_the_page() {
    if !is_here("prometheus") {
        return;
    }
    let telemetry = served();
    record(&telemetry);
    let server = Server::start(telemetry.prometheus_address().unwrap().port());
    assert_eq!(server.value("http_requests_total"), "3");
    assert_eq!(server.value("waited_seconds_sum"), "0.3");
    assert_eq!(server.value("stock"), "-2");
    assert_eq!(server.value("load"), "1e+300");
    assert_eq!(server.value("up"), "1");
    let spans = "otel_sdk_span_started_total";
    assert_eq!(server.value(spans), "1");
    let named = "http_requests_total{a_b=\"true\",key_1st_key=\"1\",key___name__=\"x\"}";
    assert_eq!(server.value(&named.replace('"', "%22")), "3");
}
