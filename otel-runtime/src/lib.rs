//! Tracing for Rust services: one attribute, one call, OpenTelemetry spans that arrive.

#[allow(dead_code, unused_imports)]
mod processing;
#[allow(dead_code, unused_imports)]
mod propagation;
#[allow(dead_code, unused_imports)]
mod provider;
#[allow(dead_code, unused_imports)]
mod sampling;

pub use processing::Mask;
pub use propagation::Propagator;
pub use provider::{BatchSettings, Error, Exporter, SpanLimits, TelemetryBuilder};
pub use sampling::{Ratio, Sampler};
