//! Backends: each with its own bounded queue, its own worker and its own ledger.

mod backend;
#[cfg(feature = "metrics")]
mod component;
#[cfg(feature = "console")]
mod console;
mod exporter;
#[cfg(test)]
mod fixture;
mod foreign;
#[cfg(feature = "json")]
mod json;
mod ledger;
#[cfg(test)]
mod ledger_tests;
mod logged;
mod losses;
mod memory;
#[cfg(feature = "metrics")]
mod metrics;
#[cfg(feature = "metrics")]
mod operation;
#[cfg(any(feature = "otlp-grpc", feature = "otlp-http"))]
pub(crate) mod otlp;
mod protocol;
mod queue;
mod recipe;
#[cfg(all(
    test,
    any(feature = "json", feature = "otlp-grpc", feature = "otlp-http")
))]
pub(crate) mod scratch;
mod settings;
mod signal;
#[cfg(any(feature = "otlp-grpc", feature = "otlp-http"))]
pub(crate) mod spool;
mod tree;
mod worker;

#[cfg(feature = "console")]
pub use console::ConsoleExporter;
pub use exporter::Exporter;
#[cfg(feature = "json")]
pub use json::JsonLines;
pub use ledger::{BackendLedger, CircuitState, Dropped};
pub use memory::{MemoryExporter, SpanTree};
#[cfg(feature = "metrics")]
pub use metrics::{MetricExporter, MetricLedger};
#[cfg(any(feature = "otlp-grpc", feature = "otlp-http"))]
pub use otlp::{Otlp, Tls};
pub use protocol::{Compression, Protocol};
pub use settings::BatchSettings;
#[cfg(any(feature = "otlp-grpc", feature = "otlp-http"))]
pub use spool::SpoolSettings;

pub(crate) use backend::{Backend, Done};
#[cfg(feature = "metrics")]
pub(crate) use component::{Component, attributes, with_error};
pub(crate) use ledger::{DropCause, Ledger, Loss};
#[cfg(feature = "metrics")]
pub(crate) use metrics::{Reader, Schedule};
pub(crate) use queue::Room;
pub(crate) use recipe::Recipe;
pub(crate) use signal::Signal;
