//! The telemetry: what the program sets up once, and our side of the OpenTelemetry API.

mod adopt;
mod backends;
mod budget;
mod builder;
mod configuration;
mod core;
mod env;
mod error;
#[cfg(feature = "config-file")]
mod file;
mod global;
#[cfg(feature = "metrics")]
mod metrics;
mod routing;
mod running;
mod settings;
mod telemetry;
mod tracer;

pub use adopt::adopt;
pub use backends::BackendHandle;
pub use builder::TelemetryBuilder;
pub use builder::init;
pub use configuration::Description;
#[cfg(feature = "config-file")]
pub use configuration::Reload;
pub use error::Error;
#[cfg(feature = "metrics")]
pub(crate) use metrics::Attached;
#[cfg(feature = "resource-detectors")]
pub use settings::Detector;
#[cfg(feature = "metrics")]
pub use settings::HistogramAggregation;
pub use settings::SpanLimits;
pub use telemetry::{ExportError, Telemetry, TelemetryLedger};
pub use tracer::{OwnedSpan, Provider, Tracer};

pub(crate) use self::core::{Core, SCOPES, Scoped, unsampled_parents_stay_open, unsampled_settles};
#[cfg(otel_loom)]
pub(crate) use budget::Budget;
pub(crate) use configuration::startup_line;
pub(crate) use env::process_environment;
#[cfg(all(
    any(test, fuzzing),
    feature = "config-file",
    feature = "otlp-grpc",
    feature = "otlp-http"
))]
pub(crate) use file::parse as parse_configuration;
pub(crate) use global::{GlobalCopy, clear_global, global, set_global};
pub(crate) use routing::RoutingProvider;
#[cfg(feature = "metrics")]
pub(crate) use running::LONGEST_WAIT;
pub(crate) use running::Question;
#[cfg(unix)]
pub(crate) use running::flush_all;
pub(crate) use running::{end_all, start_inherited};
#[cfg(any(feature = "otlp-grpc", feature = "otlp-http"))]
pub(crate) use settings::shown_url;
pub(crate) use settings::{ExporterSetting, OtlpSettings, Settings};
