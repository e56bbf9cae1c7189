//! A program whose collector is not there: a warning on stderr, no delay beyond the shutdown's
//! bound, and nobody else harmed.

#![allow(clippy::unwrap_used, clippy::print_stdout)]

use std::{
    net::TcpListener,
    process::Command,
    time::{Duration, Instant},
};

use otel_runtime::{MemoryExporter, Otlp, Telemetry, traced};

#[traced]
fn work() {}

/// Runs only as the child of the test below.
#[test]
#[ignore = "the child of another test"]
fn child() {
    let telemetry = otel_runtime::init().unwrap();
    (0..1_000).for_each(|_| work());
    telemetry
        .shutdown_timeout(Duration::from_secs(2))
        .unwrap_err();
    println!("ledger: {}", telemetry.ledger().backends[0]);
}

#[test]
fn an_unreachable_endpoint_is_one_warning_and_at_most_a_line_at_the_end() {
    for (protocol, name) in [("grpc", "otlp grpc"), ("http/protobuf", "otlp http")] {
        let start = Instant::now();
        let output = Command::new(std::env::current_exe().unwrap())
            .args(["child", "--exact", "--ignored", "--nocapture"])
            .env("OTEL_EXPORTER_OTLP_PROTOCOL", protocol)
            // Port 1 is reserved and nothing listens there.
            .env(
                "OTEL_EXPORTER_OTLP_ENDPOINT",
                "http://user:secret@127.0.0.1:1",
            )
            .env("OTEL_EXPORTER_OTLP_HEADERS", "key=secret")
            .env("OTEL_BSP_MAX_EXPORT_BATCH_SIZE", "10")
            .output()
            .unwrap();
        assert!(
            start.elapsed() < Duration::from_secs(10),
            "{:?}",
            start.elapsed()
        );
        let errors = String::from_utf8(output.stderr).unwrap();
        let text = String::from_utf8(output.stdout).unwrap();
        assert!(output.status.success(), "{text}{errors}");
        assert!(!errors.contains("secret"), "{errors}");
        let (of_metrics, warnings): (Vec<_>, Vec<_>) = errors
            .lines()
            .filter(|line| line.contains("warning"))
            .partition(|line| line.contains("warning: metrics"));
        let [of_metrics] = of_metrics[..] else {
            panic!("{errors}")
        };
        assert!(of_metrics.contains("data points lost"), "{of_metrics}");
        assert!(of_metrics.contains("OTEL_METRICS_EXPORTER"), "{of_metrics}");
        assert!((1..=3).contains(&warnings.len()), "{errors}");
        let waiting = |line: &&&str| line.contains("spans wait and are tried again");
        assert_eq!(warnings.iter().filter(waiting).count(), 1, "{errors}");
        let mut lost = 0;
        for warning in warnings {
            assert!(
                warning.contains(name) && warning.contains("127.0.0.1:1"),
                "{warning}"
            );
            assert!(warning.contains("onnection refused"), "{warning}");
            assert!(warning.contains("OTEL_EXPORTER_OTLP_ENDPOINT"), "{warning}");
            if waiting(&&warning) {
                continue;
            }
            let words: Vec<_> = warning.split_whitespace().collect();
            let number = words.iter().position(|word| word.contains("//"));
            lost += words[number.unwrap() + 1].parse::<u32>().unwrap();
        }
        assert_eq!(lost, 1_000, "{errors}");
        assert!(text.contains("1000 ended = 0 exported"), "{text}");
        assert!(text.contains("0 pending"), "{text}");
    }
}

/// Accepts connections and never says a word.
#[test]
fn a_collector_that_never_answers_costs_the_others_nothing() {
    let silent = TcpListener::bind("127.0.0.1:0").unwrap();
    let endpoint = format!("http://{}", silent.local_addr().unwrap());
    let memory = MemoryExporter::default();
    let telemetry = Telemetry::builder()
        .without_environment()
        .exporter(Otlp::grpc().endpoint(&endpoint))
        .exporter(Otlp::http().endpoint(&endpoint))
        .exporter(memory.clone())
        .build()
        .unwrap();
    telemetry.scope(|| (0..100).for_each(|_| work()));
    let start = Instant::now();
    telemetry
        .shutdown_timeout(Duration::from_secs(2))
        .unwrap_err();
    assert!(
        start.elapsed() < Duration::from_secs(5),
        "{:?}",
        start.elapsed()
    );
    assert_eq!(memory.spans().len(), 100);
    let lines: Vec<_> = telemetry
        .ledger()
        .backends
        .iter()
        .map(ToString::to_string)
        .collect();
    for (line, expected) in lines
        .iter()
        .zip(["shut down 100", "shut down 100", "100 exported"])
    {
        assert!(
            line.contains(expected) && line.contains("+ 0 pending"),
            "{lines:#?}"
        );
    }
}
