//! Tracing for Rust services: one attribute, one call, OpenTelemetry spans that arrive.

pub mod export;
