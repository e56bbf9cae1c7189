//! Spans in files: one OTLP object a batch for other tools, one flat object a span for people.
//!
//! `cargo run --example files`, or with `OTEL_TRACES_EXPORTER=otlp/stdout` any other example.
#![expect(clippy::print_stdout, reason = "an example talks to its reader")]

use std::{error::Error, fs, path::Path};

use otel_runtime::{BatchSettings, Exporter, JsonLines, Telemetry, traced};

#[traced(attrs(cart.items = items))]
fn checkout(items: i64) -> Result<i64, String> {
    let cents = total(items);
    if cents > 5_000 {
        return Err("card declined:\nover its limit".to_owned());
    }
    Ok(cents)
}

#[traced(args)]
fn total(items: i64) -> i64 {
    items * 1_995
}

fn main() -> Result<(), Box<dyn Error>> {
    let folder = std::env::temp_dir().join(format!("otel-example-{}", std::process::id()));
    let otlp = JsonLines::new(folder.join("otlp.jsonl"));
    let flat = JsonLines::new(folder.join("flat/spans.jsonl"))
        .flat()
        .rotate_at(4_000)
        .keep(12_000);
    let small = BatchSettings {
        max_spans: 10,
        ..BatchSettings::default()
    };
    let telemetry = Telemetry::builder()
        .without_environment()
        .service("shop")
        .exporter(Exporter::from(otlp).logged())
        .exporter(Exporter::from(flat).batch(small))
        .install()?;

    for items in [2, 5] {
        match checkout(items) {
            Ok(cents) => println!("{items} books: {cents} cents paid"),
            Err(error) => println!("{items} books: {error}"),
        }
    }
    telemetry.flush()?;
    for name in ["otlp.jsonl", "flat/spans.jsonl"] {
        println!("\n{name}:\n{}", fs::read_to_string(folder.join(name))?);
    }

    // The spans of an hour: old files are named after the time, and the oldest of them deleted.
    for _ in 0..100 {
        let _ = checkout(1);
    }
    telemetry.shutdown()?;
    println!("{}\n", telemetry.ledger());
    let sizes = sizes(&folder.join("flat"))?;
    println!("files of at most 4,000 bytes: {sizes:?}");
    fs::remove_dir_all(folder)?;
    Ok(())
}

fn sizes(folder: &Path) -> std::io::Result<Vec<u64>> {
    let entries = fs::read_dir(folder)?;
    entries.map(|entry| Ok(entry?.metadata()?.len())).collect()
}
