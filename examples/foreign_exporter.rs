//! Somebody else's exporter as a backend: `opentelemetry-otlp`'s, as it is.
//!
//! `cargo run --example foreign_exporter` sends to `OTEL_EXPORTER_OTLP_ENDPOINT`, by default
//! `http://localhost:4318`. Any `opentelemetry_sdk::trace::SpanExporter` goes the same way.
#![expect(clippy::print_stdout, reason = "an example talks to its reader")]

use std::process::ExitCode;

use otel_runtime::{Exporter, Telemetry, traced};

#[traced(args)]
fn brew(cups: i64) {
    grind(cups * 7);
}

#[traced(args)]
fn grind(grams: i64) {}

fn main() -> Result<ExitCode, Box<dyn std::error::Error>> {
    let theirs = opentelemetry_otlp::SpanExporter::builder()
        .with_http()
        .build()?;
    let telemetry = Telemetry::builder()
        .service("coffee")
        .exporter(Exporter::from(theirs).named("opentelemetry-otlp"))
        .install()?;
    brew(2);
    let sent = telemetry.flush();
    println!("{}", telemetry.ledger());
    if let Err(error) = sent {
        println!("The spans have not arrived: {error}");
        println!("Is a collector listening? OTEL_EXPORTER_OTLP_ENDPOINT says where.");
        return Ok(ExitCode::FAILURE);
    }
    println!("The spans have arrived.");
    Ok(ExitCode::SUCCESS)
}
