//! The program whose files and streams are looked at: does in `main` what its first argument names.
#![allow(clippy::unwrap_used, clippy::print_stdout)]

use std::{path::Path, time::Duration};

use otel_runtime::{BatchSettings, Exporter, JsonLines, Otlp, Telemetry, traced};

#[traced(args)]
fn work(text: &str) {}

/// Spans that take about 400 bytes each.
fn work_times(count: usize) {
    (0..count).for_each(|_| work(&"x".repeat(100)));
}

fn telemetry(exporters: impl IntoIterator<Item = Exporter>) -> Telemetry {
    let builder = Telemetry::builder().without_environment().service("filing");
    let builder = exporters
        .into_iter()
        .fold(builder, |builder, exporter| builder.exporter(exporter));
    builder.install().unwrap()
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        #[cfg(unix)]
        ["forks", path] => forks(Path::new(path)),
        ["fills", path] => fills(Path::new(path)),
        ["logs", path] => logs(Path::new(path)),
        ["reads-its-environment"] => {
            let telemetry = otel_runtime::init().unwrap();
            work_times(3);
            telemetry.shutdown().unwrap();
        }
        _ => panic!("no case is called {arguments:?}"),
    }
}

/// Parent and child write to one file at the same time.
#[cfg(unix)]
fn forks(path: &Path) {
    let batch = BatchSettings {
        max_spans: 10,
        ..BatchSettings::default()
    };
    let lines = JsonLines::new(path).flat().rotate_at(100_000);
    let telemetry = telemetry([Exporter::from(lines).batch(batch)]);
    work_times(100);
    let child = fork::fork().unwrap();
    (0..20).for_each(|_| {
        work_times(50);
        telemetry.flush().unwrap();
    });
    if let fork::Fork::Parent(child) = child {
        assert_eq!(fork::waitpid(child).unwrap(), 0);
    }
    telemetry.shutdown().unwrap();
}

/// Goes on until the file cannot grow, then makes room and goes on.
fn fills(path: &Path) {
    let telemetry = telemetry([JsonLines::new(path).flat().into()]);
    let mut error = String::new();
    while error.is_empty() {
        work_times(20);
        error = telemetry
            .flush()
            .err()
            .map(|error| error.to_string())
            .unwrap_or_default();
    }
    println!("{error}");
    println!("{}", telemetry.ledger());
    std::fs::rename(path, path.with_extension("full")).unwrap();
    work_times(20);
    telemetry.shutdown().unwrap();
    println!("{}", telemetry.ledger());
}

fn logs(path: &Path) {
    let impatient = BatchSettings {
        max_elapsed_time: Duration::ZERO,
        ..BatchSettings::default()
    };
    let otlp = Otlp::http()
        .header("x-key", "hunter2")
        .endpoint("http://user:hunter2@127.0.0.1:1")
        .batch(impatient);
    let telemetry = telemetry([
        Exporter::from(otlp).logged(),
        Exporter::from(JsonLines::new(path)).named("lines").logged(),
    ]);
    work("hunter2");
    work("hunter2");
    assert!(telemetry.shutdown().is_err());
}
