//! The program whose end is watched: does in `main` what its first argument names.
#![allow(clippy::unwrap_used, clippy::print_stdout, clippy::exit)]

use std::{process::ExitCode, sync::OnceLock, time::Duration};

use otel_runtime::{BatchSettings, Otlp, Telemetry, traced};

mod exits;
#[cfg(unix)]
mod forks;
#[cfg(unix)]
mod signals;

/// Where a telemetry stays that nobody drops.
static TELEMETRY: OnceLock<Telemetry> = OnceLock::new();

#[traced]
fn work() {}

/// The spans of most cases.
fn work_500() {
    (0..500).for_each(|_| work());
}

/// A telemetry that sends to `endpoint`, and seldom: what is not asked for waits.
fn telemetry(endpoint: &str) -> Telemetry {
    let batch = BatchSettings {
        delay: Duration::from_secs(60),
        ..BatchSettings::default()
    };
    Telemetry::builder()
        .without_environment()
        .service("faulty")
        .batch(batch)
        .exporter(Otlp::grpc().endpoint(endpoint))
        .install()
        .unwrap()
}

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (case, endpoints) = arguments.split_first().unwrap();
    #[cfg(unix)]
    if let Some(code) = signals::run(case, endpoints).or_else(|| forks::run(case, endpoints)) {
        return code;
    }
    exits::run(case, endpoints)
}
