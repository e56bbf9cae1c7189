//! Spans as JSON: OTLP's own, and a flat form for people and scripts, as lines of a file.

mod file;
mod flat;
mod lines;
#[cfg(feature = "metrics")]
mod metrics;
mod old;
mod request;
mod text;
mod turn;

pub use lines::JsonLines;

#[cfg(feature = "metrics")]
pub(super) use metrics::metrics_request;
#[cfg(feature = "otlp-http")]
pub(super) use request::request;
