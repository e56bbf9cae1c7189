//! The telemetry as the program holds it: flush, shutdown, ledger, scope.

use std::{
    fmt,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::Ordering,
        mpsc::{self, RecvTimeoutError},
    },
    time::{Duration, Instant},
};

use super::{Core, Provider, TelemetryBuilder, clear_global};
use crate::{
    callsite, collector,
    context::{InScope, enter_thread, scoped},
    export::{BackendLedger, Done, Ledger},
};

/// A longer wait is one without end.
const LONGEST_WAIT: Duration = Duration::from_secs(365 * 24 * 3600);

/// How much of a shutdown's time is kept at most for the backends' answers.
const LONGEST_MARGIN: Duration = Duration::from_millis(250);

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
#[derive(Clone, Debug)]
#[must_use = "the telemetry ends when it is dropped"]
pub struct Telemetry {
    owner: Arc<Owner>,
}

#[derive(Debug)]
struct Owner {
    core: &'static Core,
    ledgers: Vec<Arc<Ledger>>,
    /// The result of the shutdown, once there was one.
    ended: Mutex<Option<Result<(), ExportError>>>,
}

/// Spans were not delivered, or not in time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExportError {
    failures: Vec<String>,
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

    pub(super) fn new(core: &'static Core, ledgers: Vec<Arc<Ledger>>) -> Self {
        callsite::telemetry_started();
        Self::with_end(core, ledgers, None)
    }

    /// A telemetry that never traces; its call sites stay off.
    pub(super) fn disabled(core: &'static Core) -> Self {
        Self::with_end(core, Vec::new(), Some(Ok(())))
    }

    fn with_end(
        core: &'static Core,
        ledgers: Vec<Arc<Ledger>>,
        ended: Option<Result<(), ExportError>>,
    ) -> Self {
        Self {
            owner: Arc::new(Owner {
                core,
                ledgers,
                ended: Mutex::new(ended),
            }),
        }
    }

    pub(super) fn core(&self) -> &'static Core {
        self.owner.core
    }

    /// Sends everything that has ended so far and waits until every backend has settled it, at
    /// most 30 seconds. Blocks the thread; in async code prefer `spawn_blocking`.
    ///
    /// # Errors
    /// When a backend lost spans since the last flush, or was not done in time.
    pub fn flush(&self) -> Result<(), ExportError> {
        self.flush_timeout(Duration::from_secs(30))
    }

    /// As [`flush`](Self::flush), with another limit of time.
    ///
    /// # Errors
    /// When a backend lost spans since the last flush, or was not done in time.
    pub fn flush_timeout(&self, timeout: Duration) -> Result<(), ExportError> {
        if let Some(result) = self.owner.ended().clone() {
            return result;
        }
        let timeout = timeout.min(LONGEST_WAIT);
        let deadline = Instant::now() + timeout;
        self.owner
            .await_all(deadline, |done| collector::flush(self.owner.core, done))
    }

    /// Sends what is left, at most 5 seconds, and ends the backends. Spans that end later are
    /// counted and dropped. A second call gives the result of the first.
    ///
    /// # Errors
    /// When a backend lost spans since the last flush, or was not done in time.
    pub fn shutdown(&self) -> Result<(), ExportError> {
        self.shutdown_timeout(DROP_TIMEOUT)
    }

    /// As [`shutdown`](Self::shutdown), with another limit of time.
    ///
    /// # Errors
    /// When a backend lost spans since the last flush, or was not done in time.
    pub fn shutdown_timeout(&self, timeout: Duration) -> Result<(), ExportError> {
        self.owner.shutdown(timeout)
    }

    /// What became of every span.
    #[must_use]
    pub fn ledger(&self) -> TelemetryLedger {
        let counts = &self.owner.core.counts;
        let buffers_full = counts.buffers_full.load(Ordering::Relaxed);
        TelemetryLedger {
            ended: counts.ended.load(Ordering::Relaxed) + buffers_full,
            buffers_full,
            after_shutdown: counts.after_shutdown.load(Ordering::Relaxed),
            backends: self
                .owner
                .ledgers
                .iter()
                .map(|ledger| ledger.snapshot())
                .collect(),
        }
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
        work.in_scope(scoped(self.owner.core))
    }

    /// Enters the scope of this telemetry on the current thread for as long as the thread lives:
    /// for a runtime's `on_thread_start`.
    pub fn enter_thread(&self) {
        enter_thread(self.owner.core);
    }

    /// A tower layer that enters the scope of this telemetry for each request.
    #[cfg(feature = "tower")]
    #[must_use]
    pub fn layer(&self) -> crate::ScopeLayer {
        crate::ScopeLayer::new(self.owner.core)
    }

    /// The OpenTelemetry API's provider whose spans go through this telemetry.
    #[must_use]
    pub fn provider(&self) -> Provider {
        Provider::new(self.owner.core)
    }
}

impl Owner {
    fn ended(&self) -> std::sync::MutexGuard<'_, Option<Result<(), ExportError>>> {
        self.ended.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn shutdown(&self, timeout: Duration) -> Result<(), ExportError> {
        let mut ended = self.ended();
        if let Some(result) = ended.clone() {
            return result;
        }
        let timeout = timeout.min(LONGEST_WAIT);
        let deadline = Instant::now() + timeout;
        clear_global(self.core);
        // The backends stop a little earlier, so that their answers, and the ledger, are in time.
        let backends_stop = deadline - (timeout / 10).min(LONGEST_MARGIN);
        let result = self.await_all(deadline, |done| {
            collector::shutdown(self.core, backends_stop, done)
        });
        callsite::telemetry_ended();
        *ended = Some(result.clone());
        result
    }

    /// Waits until every backend has answered, or the deadline has passed.
    fn await_all(&self, deadline: Instant, ask: impl FnOnce(Done)) -> Result<(), ExportError> {
        if self.core.adopted.is_some() || self.core.disabled {
            return Ok(());
        }
        let (done, answers) = mpsc::channel();
        ask(done);
        let mut failures = Vec::new();
        // Where there is no backend, the collector thread lets go of the channel when it has
        // counted the spans.
        for _ in 0..self.ledgers.len().max(1) {
            let left = deadline.saturating_duration_since(Instant::now());
            match answers.recv_timeout(left) {
                Ok(Ok(())) => {}
                Ok(Err(failure)) => failures.push(failure),
                Err(RecvTimeoutError::Timeout) => {
                    failures.push("not all backends were done in time".to_owned());
                    break;
                }
                Err(RecvTimeoutError::Disconnected) if self.ledgers.is_empty() => {}
                Err(RecvTimeoutError::Disconnected) => {
                    failures.push("a backend has ended without an answer".to_owned());
                    break;
                }
            }
        }
        if failures.is_empty() {
            Ok(())
        } else {
            Err(ExportError { failures })
        }
    }
}

impl Drop for Owner {
    fn drop(&mut self) {
        // Losses were warned of where they happened.
        let _ = self.shutdown(DROP_TIMEOUT);
    }
}

/// What became of every span of a telemetry.
///
/// `ended` = `buffers_full` + `after_shutdown` + what each backend's ledger says has ended there.
/// Exact after [`Telemetry::flush`]; until then a lower bound.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct TelemetryLedger {
    /// Recorded spans that have ended.
    pub ended: u64,
    /// Of these, dropped because the threads' buffers had used up their budget.
    pub buffers_full: u64,
    /// Of these, dropped because the telemetry had been shut down.
    pub after_shutdown: u64,
    /// What became of the others, backend by backend.
    pub backends: Vec<BackendLedger>,
}

impl fmt::Display for TelemetryLedger {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} spans ended", self.ended)?;
        for (count, cause) in [
            (self.buffers_full, "buffers full"),
            (self.after_shutdown, "after shutdown"),
        ] {
            if count > 0 {
                write!(f, ", {count} dropped ({cause})")?;
            }
        }
        for backend in &self.backends {
            write!(f, "; {backend}")?;
        }
        Ok(())
    }
}
