//! `OTEL_SDK_DISABLED`, and no exporter: variables are for a whole process, so the tests run in one of their own.
#![allow(clippy::unwrap_used, missing_docs)]

use std::{collections::HashMap, io::Write as _, process::Command};

use opentelemetry::trace::{Span, Tracer, TracerProvider};
use otel_runtime::{MemoryExporter, Telemetry, traced};

#[traced(attrs(evaluated = unreachable()))]
fn call() -> HashMap<String, String> {
    let mut headers = HashMap::new();
    otel_runtime::inject(&mut headers);
    headers
}

#[traced(parent = headers, attrs(evaluated = unreachable()))]
fn serve(headers: &HashMap<String, String>) -> HashMap<String, String> {
    call()
}

#[traced(parent = headers)]
async fn serve_async(headers: &HashMap<String, String>) -> HashMap<String, String> {
    tokio::task::yield_now().await;
    call()
}

fn unreachable() -> bool {
    std::panic::resume_unwind(Box::new("evaluated although disabled"))
}

#[traced]
fn other() {}

#[test]
fn nothing_is_traced_in_a_process_where_it_is_disabled() {
    run_with("OTEL_SDK_DISABLED", "true", "child");
}

#[test]
fn an_exporter_comes_and_goes_without_a_thread_where_tracing_is_disabled() {
    run_with("OTEL_SDK_DISABLED", "true", "child_without_threads");
}

#[test]
#[ignore = "run by a test above, with the variable set"]
fn child_without_threads() {
    let telemetry = Telemetry::builder().build().unwrap();
    let added = telemetry.add_exporter(MemoryExporter::default()).unwrap();
    telemetry.remove_exporter(&added).unwrap();
    let Ok(threads) = std::fs::read_dir("/proc/self/task") else {
        let _ = writeln!(std::io::stderr(), "SKIPPED: no list of threads here");
        return;
    };
    let name = |thread: std::fs::DirEntry| std::fs::read_to_string(thread.path().join("comm"));
    let names: Vec<String> = threads.flatten().flat_map(name).collect();
    let is_ours = |name: &String| name.starts_with("otel-");
    assert_eq!(names.iter().find(|name| is_ours(name)), None, "{names:?}");
}

#[test]
fn without_an_exporter_the_ledger_is_exact_after_a_flush() {
    run_with("OTEL_TRACES_EXPORTER", "none", "child_without_exporter");
}

fn run_with(name: &str, value: &str, child: &str) {
    let child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", child, "--ignored"])
        .env(name, value)
        .output()
        .unwrap();
    let text = String::from_utf8_lossy(&child.stdout);
    assert!(child.status.success(), "{text}");
    assert!(text.contains("1 passed"), "{text}");
}

#[test]
#[ignore = "run by a test above, with the variable set"]
fn child_without_exporter() {
    let telemetry = Telemetry::builder().build().unwrap();
    for round in 1..=200 {
        telemetry.scope(other);
        telemetry.flush().unwrap();
        assert_eq!(telemetry.ledger().ended, round);
    }
    telemetry.shutdown().unwrap();
}

#[test]
#[ignore = "run by a test above, with the variable set"]
fn child() {
    let spans = MemoryExporter::default();
    let disabled = Telemetry::builder()
        .exporter(spans.clone())
        .install()
        .unwrap();
    // A trace goes through, with what others have written into its headers.
    let incoming: HashMap<String, String> = [
        (
            "traceparent",
            "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
        ),
        ("tracestate", "vendor=1"),
        ("baggage", "tenant=a"),
    ]
    .map(|(name, value)| (name.to_owned(), value.to_owned()))
    .into();
    assert_eq!(serve(&incoming), incoming);
    assert_eq!(disabled.scope(|| serve(&incoming)), incoming);
    let runtime = tokio::runtime::Builder::new_current_thread();
    let runtime = { runtime }.build().unwrap();
    assert_eq!(runtime.block_on(serve_async(&incoming)), incoming);
    assert!(call().is_empty());
    // Another one turns the call sites on.
    let (enabled, enabled_spans) = journey_tests::telemetry();
    enabled.scope(other);
    assert!(disabled.scope(call).is_empty());
    assert!(call().is_empty());
    let mut direct = disabled.provider().tracer("direct").start("direct");
    assert!(!direct.is_recording());
    direct.end();
    enabled.flush().unwrap();
    disabled.flush().unwrap();
    enabled_spans.assert_tree("other");
    assert!(spans.spans().is_empty());
    assert_eq!(disabled.ledger().ended, 0);
    let added = disabled.add_exporter(spans.clone()).unwrap();
    assert!(disabled.scope(call).is_empty());
    disabled.remove_exporter(&added).unwrap();
    assert!(spans.spans().is_empty() && disabled.backends().is_empty());
    disabled.shutdown().unwrap();
}
