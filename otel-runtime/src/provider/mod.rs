//! The telemetry: what the program sets up once, and our side of the OpenTelemetry API.

mod adopt;
mod answers;
mod backends;
mod budget;
mod build;
mod builder;
mod builder_propagation;
mod changes;
mod configuration;
mod core;
mod describe;
mod end;
mod env;
mod error;
#[cfg(feature = "metrics")]
mod figures;
#[cfg(feature = "config-file")]
mod file;
mod global;
#[cfg(feature = "metrics")]
mod observe;
#[cfg(feature = "config-file")]
mod reload;
mod removed;
mod roster;
mod routing;
mod running;
mod settings;
#[cfg(feature = "metrics")]
mod started;
mod startup;
mod telemetry;
mod tracer;
#[cfg(feature = "config-file")]
mod watch;

pub use adopt::adopt;
pub use backends::BackendHandle;
pub use build::init;
pub use builder::TelemetryBuilder;
pub use describe::Description;
pub use error::Error;
#[cfg(feature = "config-file")]
pub use reload::Reload;
#[cfg(feature = "resource-detectors")]
pub use settings::Detector;
pub use settings::SpanLimits;
pub use telemetry::{ExportError, Telemetry, TelemetryLedger};
pub use tracer::{OwnedSpan, Provider, Tracer};

pub(crate) use self::core::{Core, SCOPES, Scoped, unsampled_parents_stay_open, unsampled_settles};
pub(crate) use answers::Question;
#[cfg(otel_loom)]
pub(crate) use budget::Budget;
pub(crate) use env::process_environment;
#[cfg(all(
    any(test, fuzzing),
    feature = "config-file",
    feature = "otlp-grpc",
    feature = "otlp-http"
))]
pub(crate) use file::parse as parse_configuration;
pub(crate) use global::{GlobalCopy, clear_global, global, set_global};
#[cfg(unix)]
pub(crate) use roster::flush_all;
pub(crate) use roster::{end_all, start_inherited};
pub(crate) use routing::RoutingProvider;
#[cfg(any(feature = "otlp-grpc", feature = "otlp-http"))]
pub(crate) use settings::shown_url;
pub(crate) use settings::{ExporterSetting, OtlpSettings, Settings};
pub(crate) use startup::startup_line;
