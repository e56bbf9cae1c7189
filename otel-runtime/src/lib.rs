//! Tracing for Rust services: one attribute, one call, OpenTelemetry spans that arrive.
//!
//! [`#[traced]`](traced) over a function makes a span of every call; [`init`] decides, from the
//! variables of the OpenTelemetry specification, where the spans go. With none of them set that is
//! a tree of finished traces on stderr.
//!
//! ```
//! use otel_runtime::traced;
//!
//! #[traced(kind = client, attrs(user.id = id))]
//! fn load(id: u64) -> Result<String, std::num::ParseIntError> {
//!     "12".parse::<u8>().map(|age| format!("user {id}, {age}"))
//! }
//!
//! fn main() -> Result<(), Box<dyn std::error::Error>> {
//!     let _telemetry = otel_runtime::init()?; // flushes when it is dropped
//!     load(7)?;
//!     Ok(())
//! }
//! ```
//!
//! # The journey of a span
//!
//! 1. **Call site.** The attribute leaves one static per function. While no [`Telemetry`] is there, a call
//!    reads one byte of it and runs the body.
//! 2. **Start.** Parent, sampler, ids. A span is current in [`opentelemetry::Context`], so what other
//!    libraries start through the OpenTelemetry API is its child, and what they set on the current
//!    span is kept ([`ActiveSpan`] is our own handle to it).
//! 3. **Context.** A future has its span current during every poll. Into other tasks it is carried
//!    by [`spawn`] or [`WithCurrentContext`], into other services by [`inject`] and [`extract`].
//! 4. **Record.** Attributes, events, links and status are written once, as the OTLP bytes that are
//!    sent in the end. What a value becomes is [`AttributeValue`]'s matter.
//! 5. **End.** The outcome (`Err`, panic, dropped future) is taken down, the span is copied into a
//!    buffer of its thread, and the call returns. Nothing here waits for anything.
//! 6. **Collector thread.** One for the process: empties the threads' buffers, applies
//!    [`SpanLimits`], and gives each span to the exporters of its telemetry.
//! 7. **Export.** Each [`Exporter`] has a queue bounded in bytes and a worker of its own. [`Otlp`] sends
//!    from a thread of the runtime's; any `SpanExporter` of `opentelemetry_sdk` gets a plain
//!    thread. What became of every span is in the [`TelemetryLedger`].
//!
//! # Setting up
//!
//! [`init`] reads the environment and makes the telemetry global. [`Telemetry::builder`] does the same in
//! code, over the environment: service, [`Sampler`], [`Exporter`]s, [`Propagator`]s, [`BatchSettings`],
//! [`SpanLimits`]. `build()` instead of `install()` gives a telemetry that is not global:
//! [`Telemetry::scope`] covers a call path with it, so that tests run in parallel and services
//! share a process. Exporters can be added and removed while it runs
//! ([`Telemetry::add_exporter`]). [`adopt`] makes the attribute use a provider that must stay.
//!
//! Keep the [`Telemetry`] until the end of `main`: dropping its last clone sends what is left, for at
//! most five seconds. It works inside and outside of any async runtime. What is left when the process
//! exits without that is sent as well; [`Telemetry`] says how, and what signals and forks do.
//!
//! # While it runs
//!
//! [`Telemetry::describe`] says what is in force and where it came from. [`Telemetry::set_sampler`],
//! [`Telemetry::add_exporter`] and [`Telemetry::remove_exporter`] change it and lose no span;
//! [`Telemetry::switch_call_sites`] switches single functions, of which [`Telemetry::call_sites`] is
//! the list. [`TailSampling`] decides about traces when they have ended.
//!
//! # Metrics
//!
//! With the feature `metrics` the variables of metrics are read too: [`init`] makes a provider of
//! `opentelemetry_sdk` global where a metric exporter is asked for, and the runtime's own figures are
//! among its metrics. [`Telemetry::flush`] and [`Telemetry::shutdown`] include them. Nothing of it is
//! on the path of a span.
//!
//! # Testing
//!
//! ```
//! use otel_runtime::{MemoryExporter, Telemetry, traced};
//!
//! #[traced]
//! fn outer() {
//!     inner(3);
//! }
//!
//! #[traced(attrs(n))]
//! fn inner(n: i64) {}
//!
//! let spans = MemoryExporter::default();
//! let telemetry = Telemetry::builder().without_environment().exporter(spans.clone()).build()?;
//! telemetry.scope(outer);
//! telemetry.flush()?;
//! spans.assert_tree("outer\n  inner n=3");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # Features
//!
//! | Feature | Default | What it adds |
//! |---|---|---|
//! | `console` | yes | the tree of finished traces on stderr |
//! | `otlp-grpc` | yes | OTLP over gRPC |
//! | `otlp-http` | yes | OTLP over HTTP, as protobuf |
//! | `zstd` | | zstd compression of OTLP requests; compiles C |
//! | `json` | | [`JsonLines`]: files of JSON, one line a batch or a span; with `otlp-http`, OTLP over HTTP as JSON |
//! | `metrics` | | `MetricExporter`: metrics by OTLP and to the console; `Telemetry::observe`: the runtime's own figures as metrics |
//! | `prometheus` | | `Prometheus`: the page that Prometheus reads, and a small server for it |
//! | `http` | | `parent = headers` for `http::HeaderMap`, `extract_http`, `inject_http`, `inject_request` |
//! | `xray` | | `Propagator::XRay`, of `opentelemetry-aws` |
//! | `config-file` | | `OTEL_CONFIG_FILE`: the declarative configuration of OpenTelemetry |
//! | `resource-detectors` | | `Detector`: host, process, OS, container, Kubernetes in the resource |
//! | `tower` | | `Telemetry::layer`: enters a telemetry's scope for each request |
//!
//! # Errors and panics
//!
//! Setting up fails with [`Error`], which names the setting, its value and what is allowed. A
//! variable that cannot be used is a warning on stderr instead, for a wrong environment is no reason
//! not to start. [`Telemetry::flush`] and [`Telemetry::shutdown`] fail with [`ExportError`] when spans were
//! lost. Nothing else here fails, and nothing panics, except [`spawn`] where `tokio::spawn` does.

mod buffer;
mod callsite;
mod clock;
mod collector;
mod context;
mod diagnostics;
mod escape;
mod export;
#[cfg(all(any(test, fuzzing), feature = "otlp-grpc", feature = "otlp-http"))]
#[cfg_attr(fuzzing, doc(hidden))]
pub mod fuzzing;
#[cfg(otel_loom)]
#[doc(hidden)]
pub mod models;
mod pattern;
mod process;
mod processing;
#[cfg(feature = "prometheus")]
mod prometheus;
mod propagation;
mod provider;
mod record;
mod sampling;
mod span;
mod sync;

/// The code of the README, compiled and run.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
mod readme {}

#[doc(hidden)]
#[path = "rt.rs"]
pub mod __rt;

pub use otel_macros::{event, set_attrs, span, traced};

#[cfg(feature = "prometheus")]
pub use self::prometheus::Prometheus;
pub use callsite::{CallSiteInfo, CallSiteSwitch};
pub use context::{
    EnteredSpan, InScope, NewSpan, ScopedFuture, WithContext, WithCurrentContext, spawn,
};
#[cfg(feature = "tower")]
pub use context::{ScopeLayer, ScopeService};
pub use diagnostics::LogLevel;
#[cfg(feature = "console")]
pub use export::ConsoleExporter;
#[cfg(feature = "json")]
pub use export::JsonLines;
pub use export::{
    BackendLedger, BatchSettings, CircuitState, Compression, Dropped, Exporter, MemoryExporter,
    Protocol, SpanTree,
};
#[cfg(feature = "metrics")]
pub use export::{MetricExporter, MetricLedger};
#[cfg(any(feature = "otlp-grpc", feature = "otlp-http"))]
pub use export::{Otlp, SpoolSettings, Tls};
#[cfg(feature = "metrics")]
pub use opentelemetry_sdk::metrics::Temporality;
pub use processing::{Mask, TailSampling};
pub use propagation::{
    CustomPropagator, HeaderPairs, IgnoredHeaders, InjectWith, Propagator, RemoteParent, extract,
    extract_environment, ignored_headers, inject, inject_command, inject_to,
};
#[cfg(feature = "http")]
pub use propagation::{extract_http, inject_http, inject_request};
#[cfg(feature = "resource-detectors")]
pub use provider::Detector;
#[cfg(feature = "metrics")]
pub use provider::HistogramAggregation;
#[cfg(feature = "config-file")]
pub use provider::Reload;
pub use provider::{
    BackendHandle, Description, Error, ExportError, OwnedSpan, Provider, SpanLimits, Telemetry,
    TelemetryBuilder, TelemetryLedger, Tracer, adopt, init,
};
pub use record::AttributeValue;
pub use sampling::{
    Adaptive, ParentBased, ParentKind, PerEnvironment, RateLimited, Ratio, Rule, Rules, Sampler,
};
pub use span::{ActiveSpan, IntoLinks, IntoParent};
