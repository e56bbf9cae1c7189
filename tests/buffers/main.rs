//! The way from the threads to the collector thread loses nothing.
#![allow(clippy::unwrap_used, missing_docs)]

mod bursts;
mod large;
mod threads;

use otel_runtime::{BatchSettings, MemoryExporter, Telemetry};

/// A telemetry whose backend has room for everything.
fn roomy() -> (Telemetry, MemoryExporter) {
    let (builder, spans) = journey_tests::builder();
    let batch = BatchSettings {
        queue_bytes: 4 << 30,
        ..BatchSettings::default()
    };
    (builder.batch(batch).build().unwrap(), spans)
}
