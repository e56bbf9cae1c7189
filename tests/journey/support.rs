//! What every test here needs: a telemetry of its own whose spans stay in memory.

use otel_runtime::{MemoryExporter, Telemetry};

/// A telemetry and where its spans arrive.
pub(crate) fn telemetry() -> (Telemetry, MemoryExporter) {
    let spans = MemoryExporter::default();
    let telemetry = Telemetry::builder()
        .without_environment()
        .service("test")
        .exporter(spans.clone())
        .build()
        .unwrap();
    (telemetry, spans)
}

/// Runs `work` in a telemetry of its own; gives the spans when all have arrived.
pub(crate) fn traced<R>(work: impl FnOnce() -> R) -> (R, MemoryExporter) {
    let (telemetry, spans) = telemetry();
    let result = telemetry.scope(work);
    telemetry.flush().unwrap();
    (result, spans)
}
