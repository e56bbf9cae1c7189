//! Backends: each with its own bounded queue, its own worker and its own ledger.

mod backend;
mod batch;
mod exporter;
mod foreign;
mod ledger;
#[cfg(any(feature = "otlp-grpc", feature = "otlp-http"))]
mod otlp;
mod protocol;
mod queue;
mod resource;
mod settings;
mod span_size;
mod worker;

pub use exporter::Exporter;
pub use ledger::{BackendLedger, Dropped};
#[cfg(any(feature = "otlp-grpc", feature = "otlp-http"))]
pub use otlp::Otlp;
pub use protocol::{Compression, Protocol};
pub use settings::BatchSettings;

pub(crate) use backend::{Backend, Done};
pub(crate) use ledger::{DropCause, Ledger};
pub(crate) use queue::Room;
