//! Spans as JSON: OTLP's own, and a flat form for people and scripts, as lines of a file.

mod file;
mod flat;
mod lines;
mod old;
mod request;
mod text;
mod turn;

pub use lines::JsonLines;

#[cfg(feature = "otlp-http")]
pub(super) use request::request;
