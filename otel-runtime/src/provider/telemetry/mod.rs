//! The telemetry as the program holds it: flush, shutdown, scope.

mod call_sites;
mod ledger;
#[cfg(unix)]
mod signals;

use std::{
    fmt,
    sync::{Arc, Mutex},
    time::Duration,
};

#[cfg(feature = "config-file")]
use std::sync::mpsc::Sender;

use super::{
    Core, Provider, TelemetryBuilder,
    configuration::Configuration,
    running,
    running::{Defaults, Running},
};
use crate::{
    callsite,
    context::{InScope, enter_thread, scoped},
    process::PerProcess,
    sampling::Sampler,
};

pub use ledger::TelemetryLedger;

/// How long dropping the last clone waits for the backends.
const DROP_TIMEOUT: Duration = Duration::from_secs(5);

/// A running telemetry: keeps its backends going, and sends what is left when the last clone is
/// dropped.
///
/// Keep it until the end of `main`:
///
/// ```no_run
/// fn main() -> Result<(), otel_runtime::Error> {
///     let telemetry = otel_runtime::init()?;
///     // ... the program ...
///     drop(telemetry);
///     Ok(())
/// }
/// ```
///
/// # When the process ends
///
/// A telemetry that nobody dropped is ended by the process's exit: `main` returns while it is in a
/// static or was leaked, `main` panics, anybody calls [`std::process::exit`]. The exit waits at most
/// 5 seconds, for all telemetries together. Spans that are still open then are not sent.
///
/// Where panics abort (`panic = "abort"`), the panic hook does the same after the message is
/// printed; where they unwind, a panic ends nothing but its spans.
///
/// A signal ends a process without its exit. [`shutdown_on_signals`](Self::shutdown_on_signals) is
/// for programs that do nothing about SIGTERM and SIGINT, and
/// [`flush_on_signals`](Self::flush_on_signals) for those that do. `SIGKILL`, [`std::process::abort`]
/// and a crash leave no time to anybody.
///
/// # After a fork
///
/// A child made by `fork` leaves to its parent what was made before, spans that were open at the
/// fork among it, and traces on: from its first span on it has a collector thread, connections and
/// a ledger of its own, and its ids do not repeat its parent's. A span of the parent's that was
/// current stays the parent of what the child starts. A child that traces nothing starts nothing,
/// and does not wait at its exit.
///
/// An exporter that is not ours is used in the child as it is there: one that has threads or
/// connections of its own may hang, which costs the child's other exporters nothing. Metrics are not
/// exported by a child: its parent's sums would be told twice. Only forks by the C library's `fork`
/// are seen.
#[derive(Clone, Debug)]
#[must_use = "the telemetry ends when it is dropped"]
pub struct Telemetry {
    pub(super) owner: Arc<Owner>,
}

/// Ends the telemetry with its last clone.
#[derive(Debug)]
pub(super) struct Owner {
    running: Arc<Running>,
    pub(super) configuration: PerProcess<Mutex<Configuration>>,
    /// One reading of the configuration file at a time.
    #[cfg(feature = "config-file")]
    pub(super) reloading: PerProcess<Mutex<()>>,
    /// Dropped with us, which ends the watch for the configuration file.
    #[cfg(feature = "config-file")]
    pub(super) watch: Mutex<Option<Sender<()>>>,
}

/// Spans were not delivered, or not in time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExportError {
    pub(super) failures: Vec<String>,
}

impl ExportError {
    pub(super) fn late() -> Self {
        Self::because("not all backends were done in time".to_owned())
    }

    /// The failures of two parts of a telemetry.
    pub(super) fn both(one: Result<(), Self>, other: Result<(), Self>) -> Result<(), Self> {
        match (one, other) {
            (Err(one), Err(other)) => Err(Self {
                failures: [one.failures, other.failures].concat(),
            }),
            (one, other) => one.and(other),
        }
    }

    pub(super) fn because(failure: String) -> Self {
        let failures = vec![failure];
        Self { failures }
    }
}

impl fmt::Display for ExportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.failures.join("; "))
    }
}

impl std::error::Error for ExportError {}

impl Telemetry {
    /// Starts to put a telemetry together.
    pub fn builder() -> TelemetryBuilder {
        TelemetryBuilder::new()
    }

    pub(super) fn new(running: Running, configuration: Configuration) -> Self {
        if running.core().disabled {
            callsite::pass_on();
        } else {
            callsite::telemetry_started();
        }
        let running = Arc::new(running);
        running::enter(running.clone());
        Self {
            owner: Arc::new(Owner::new(running, configuration)),
        }
    }

    /// A telemetry that never traces; its call sites stay off, but for those that name a parent.
    pub(super) fn disabled(
        core: &'static Core,
        defaults: Defaults,
        configuration: Configuration,
    ) -> Self {
        callsite::pass_on();
        let running = Arc::new(Running::ended(core, defaults));
        Self {
            owner: Arc::new(Owner::new(running, configuration)),
        }
    }

    pub(crate) fn running(&self) -> &Arc<Running> {
        &self.owner.running
    }

    pub(super) fn core(&self) -> &'static Core {
        self.owner.running.core()
    }

    /// Sends everything that has ended so far and waits until every backend has settled it, at
    /// most 30 seconds; then metrics as they are, if there is an exporter of them. Blocks the thread;
    /// in async code prefer `spawn_blocking`.
    ///
    /// # Errors
    /// When a backend lost spans since the last flush, metrics did not arrive, or not all were done in
    /// time.
    pub fn flush(&self) -> Result<(), ExportError> {
        self.flush_timeout(Duration::from_secs(30))
    }

    /// As [`flush`](Self::flush), with another limit of time.
    ///
    /// # Errors
    /// When a backend lost spans since the last flush, or was not done in time.
    pub fn flush_timeout(&self, timeout: Duration) -> Result<(), ExportError> {
        self.owner.running.flush(timeout)
    }

    /// Sends what is left, at most 5 seconds, and ends the backends. Spans that end later are
    /// counted and dropped, and what is recorded of metrics goes nowhere. A second call gives the
    /// result of the first.
    ///
    /// # Errors
    /// When a backend lost spans since the last flush, metrics did not arrive, or not all were done in
    /// time.
    pub fn shutdown(&self) -> Result<(), ExportError> {
        self.shutdown_timeout(DROP_TIMEOUT)
    }

    /// As [`shutdown`](Self::shutdown), with another limit of time.
    ///
    /// # Errors
    /// When a backend lost spans since the last flush, or was not done in time.
    pub fn shutdown_timeout(&self, timeout: Duration) -> Result<(), ExportError> {
        self.owner.running.shutdown(timeout)
    }

    /// Replaces the sampler: spans that begin from now on are decided by the new one, those that
    /// have begun stay as they are. A trace that is under way stays whole where both samplers are
    /// parent-based.
    ///
    /// Cheap for spans, which take no lock for it, but not made to be called many times a second:
    /// every sampler that was ever set lives as long as the process. Without effect on a telemetry
    /// that is disabled or uses another provider ([`adopt`](crate::adopt)).
    ///
    /// ```
    /// use otel_runtime::{Sampler, Telemetry};
    ///
    /// let telemetry = Telemetry::builder().build()?;
    /// telemetry.set_sampler(Sampler::parent_based(Sampler::ratio(0.05)?));
    /// # Ok::<(), otel_runtime::Error>(())
    /// ```
    pub fn set_sampler(&self, sampler: impl Into<Sampler>) {
        self.core().set_sampler(sampler.into());
    }

    /// The sampler that decides about spans which begin now.
    #[must_use]
    pub fn sampler(&self) -> Sampler {
        self.core().sampler.current().clone()
    }

    /// Runs a closure, or wraps a future, so that what happens on this call path belongs to this
    /// telemetry and not to the global one: tests run in parallel, several services share a process.
    ///
    /// It reaches what runs on this call path and wherever the Context is carried
    /// ([`WithCurrentContext`](crate::WithCurrentContext), [`spawn`](crate::spawn)).
    ///
    /// ```
    /// #[otel_runtime::traced]
    /// fn greet() {}
    ///
    /// let spans = otel_runtime::MemoryExporter::default();
    /// let telemetry = otel_runtime::Telemetry::builder().exporter(spans.clone()).build()?;
    /// telemetry.scope(|| greet());
    /// telemetry.flush().unwrap();
    /// assert_eq!(spans.spans().len(), 1);
    /// # Ok::<(), otel_runtime::Error>(())
    /// ```
    pub fn scope<M, W: InScope<M>>(&self, work: W) -> W::Output {
        work.in_scope(scoped(self.core()))
    }

    /// Enters the scope of this telemetry on the current thread for as long as the thread lives:
    /// for a runtime's `on_thread_start`.
    pub fn enter_thread(&self) {
        enter_thread(self.core());
    }

    /// A tower layer that enters the scope of this telemetry for each request.
    #[cfg(feature = "tower")]
    #[must_use]
    pub fn layer(&self) -> crate::ScopeLayer {
        crate::ScopeLayer::new(self.core())
    }

    /// The OpenTelemetry API's provider whose spans go through this telemetry.
    #[must_use]
    pub fn provider(&self) -> Provider {
        Provider::new(self.core())
    }
}

impl Owner {
    fn new(running: Arc<Running>, configuration: Configuration) -> Self {
        Self {
            running,
            configuration: PerProcess::new(Mutex::new(configuration)),
            #[cfg(feature = "config-file")]
            reloading: PerProcess::default(),
            #[cfg(feature = "config-file")]
            watch: Mutex::default(),
        }
    }
}

impl Drop for Owner {
    fn drop(&mut self) {
        // Losses were warned of where they happened.
        let _ = self.running.shutdown(DROP_TIMEOUT);
    }
}
