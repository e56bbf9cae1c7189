//! Tracing for Rust services: one attribute, one call, OpenTelemetry spans that arrive.

mod record;
mod export;
