//! Tracing for Rust services: one attribute, one call, OpenTelemetry spans that arrive.

mod buffer;
mod callsite;
mod clock;
mod collector;
mod context;
mod diagnostics;
mod export;
mod processing;
mod propagation;
mod provider;
mod record;
mod sampling;
mod span;

#[doc(hidden)]
#[path = "rt.rs"]
pub mod __rt;

pub use otel_macros::traced;

pub use context::{InScope, ScopedFuture, WithContext, WithCurrentContext, spawn};
#[cfg(feature = "tower")]
pub use context::{ScopeLayer, ScopeService};
#[cfg(feature = "console")]
pub use export::ConsoleExporter;
pub use export::{BackendLedger, BatchSettings, Dropped, Exporter, MemoryExporter, SpanTree};
#[cfg(any(feature = "otlp-grpc", feature = "otlp-http"))]
pub use export::{Compression, Otlp, Protocol};
pub use processing::Mask;
#[cfg(feature = "http")]
pub use propagation::inject_http;
pub use propagation::{Propagator, extract, inject};
pub use provider::{
    Error, ExportError, OwnedSpan, Provider, SpanLimits, Telemetry, TelemetryBuilder,
    TelemetryLedger, Tracer, adopt, init,
};
pub use record::AttributeValue;
pub use sampling::{Ratio, Sampler};
pub use span::{ActiveSpan, IntoLinks, IntoParent};
