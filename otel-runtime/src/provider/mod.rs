//! Settings, and what is built from them.

mod builder;
#[cfg(test)]
mod builder_tests;
mod env;
mod error;
mod placeholder;
mod settings;
mod startup;

pub use builder::TelemetryBuilder;
pub(crate) use env::process_environment;
pub use error::Error;
pub use placeholder::{BatchSettings, Exporter};
pub use settings::SpanLimits;
pub(crate) use settings::{
    Compression, ExporterSetting, Header, OtlpSettings, Protocol, ResourceSettings, Settings,
    Source, Sourced, SourcedBatch, SourcedLimits, Warning,
};
pub(crate) use startup::{startup_line, warning_line};
