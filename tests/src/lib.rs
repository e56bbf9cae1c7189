//! What every test here needs: a telemetry of its own whose spans stay in memory.
#![allow(clippy::unwrap_used)]

pub mod metrics;
mod python;
mod waiting;

pub use python::python_with;
pub use waiting::{Stop, wait_until};

use opentelemetry::{Value, trace::SpanContext};
use opentelemetry_sdk::trace::SpanData;
use otel_runtime::{MemoryExporter, Telemetry, TelemetryBuilder};

/// A builder that reads no environment, and where the spans will arrive.
pub fn builder() -> (TelemetryBuilder, MemoryExporter) {
    let spans = MemoryExporter::default();
    let builder = Telemetry::builder()
        .without_environment()
        .service("test")
        .exporter(spans.clone());
    (builder, spans)
}

/// A telemetry and where its spans arrive.
///
/// # Panics
/// When the telemetry cannot be built.
pub fn telemetry() -> (Telemetry, MemoryExporter) {
    let (builder, spans) = builder();
    (builder.build().unwrap(), spans)
}

/// Runs `work` in a telemetry of its own; gives the spans when all have arrived.
///
/// # Panics
/// When spans were lost.
pub fn traced<R>(work: impl FnOnce() -> R) -> (R, MemoryExporter) {
    let (telemetry, spans) = telemetry();
    let result = telemetry.scope(work);
    telemetry.flush().unwrap();
    (result, spans)
}

/// Runs `future` in a telemetry of its own; gives the spans when all have arrived.
///
/// # Panics
/// When spans were lost.
pub async fn traced_async<F: Future>(future: F) -> (F::Output, MemoryExporter) {
    let (telemetry, spans) = telemetry();
    let result = telemetry.scope(future).await;
    telemetry.flush().unwrap();
    (result, spans)
}

/// The only span of this name.
///
/// # Panics
/// When there is none, or more than one.
pub fn span(spans: &MemoryExporter, name: &str) -> SpanData {
    let mut named: Vec<SpanData> = spans.spans();
    named.retain(|span| span.name == name);
    assert_eq!(named.len(), 1, "spans named {name}: {named:#?}");
    named.remove(0)
}

/// The values that a span has for a key: one, if all is well.
pub fn values(span: &SpanData, key: &str) -> Vec<Value> {
    span.attributes
        .iter()
        .filter(|pair| pair.key.as_str() == key)
        .map(|pair| pair.value.clone())
        .collect()
}

/// Whether the `traceparent` among the headers of a request says that its trace is sampled.
///
/// # Panics
/// When there is no `traceparent`, or it has no flags.
pub fn says_sampled(headers: &std::collections::HashMap<String, String>) -> bool {
    let (_, flags) = headers["traceparent"].rsplit_once('-').unwrap();
    u8::from_str_radix(flags, 16).unwrap() & 1 == 1
}

/// A sampled or unsampled span of another service.
pub fn remote(sampled: bool) -> SpanContext {
    use opentelemetry::trace::{SpanId, TraceFlags, TraceId, TraceState};
    SpanContext::new(
        TraceId::from_bytes([7; 16]),
        SpanId::from_bytes([8; 8]),
        TraceFlags::new(u8::from(sampled)),
        true,
        TraceState::from_key_value([("vendor", "value")]).unwrap_or_default(),
    )
}
