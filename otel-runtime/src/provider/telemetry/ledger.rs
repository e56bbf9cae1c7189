//! What became of every span of a telemetry.

use std::{fmt, sync::atomic::Ordering};

use super::Telemetry;
use crate::export::BackendLedger;

impl Telemetry {
    /// What became of every span.
    #[must_use]
    pub fn ledger(&self) -> TelemetryLedger {
        let running = &self.owner.running;
        let counts = running.core().counts.get();
        let buffers_full = counts.buffers_full.load(Ordering::Relaxed);
        TelemetryLedger {
            ended: counts.ended.load(Ordering::Relaxed) + buffers_full,
            buffers_full,
            after_shutdown: counts.after_shutdown.load(Ordering::Relaxed),
            tail_dropped: counts.tail_dropped.load(Ordering::Relaxed),
            tail_held: counts.tail_held.load(Ordering::Relaxed),
            backends: running
                .backends()
                .iter()
                .map(|one| one.ledger().snapshot())
                .collect(),
            removed: running.removed(),
            #[cfg(feature = "metrics")]
            metrics: running.metrics.get().ledgers(),
        }
    }
}

/// What became of every span of a telemetry.
///
/// `ended` = `buffers_full` + `after_shutdown` + `tail_dropped` + `tail_held` + what each backend's
/// ledger says has ended there, and was shown to the others before it was added
/// ([`BackendLedger::shown_before`]). Exact after [`Telemetry::flush`]; until then a lower bound.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct TelemetryLedger {
    /// Recorded spans that have ended.
    pub ended: u64,
    /// Of these, dropped because the threads' buffers had used up their budget.
    pub buffers_full: u64,
    /// Of these, dropped because the telemetry had been shut down.
    pub after_shutdown: u64,
    /// Of these, dropped with their traces by [`TailSampling`](crate::TailSampling).
    pub tail_dropped: u64,
    /// Of these, waiting for the end of their traces.
    pub tail_held: u64,
    /// What became of the others, backend by backend.
    pub backends: Vec<BackendLedger>,
    /// What became of those that were shown to backends which were removed, those of one name added
    /// up.
    pub removed: Vec<BackendLedger>,
    /// What became of the data points of metrics, exporter by exporter.
    #[cfg(feature = "metrics")]
    pub metrics: Vec<crate::MetricLedger>,
}

impl fmt::Display for TelemetryLedger {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} spans ended", self.ended)?;
        for (count, cause) in [
            (self.buffers_full, "buffers full"),
            (self.after_shutdown, "after shutdown"),
            (self.tail_dropped, "tail decision"),
        ] {
            if count > 0 {
                write!(f, ", {count} dropped ({cause})")?;
            }
        }
        if self.tail_held > 0 {
            write!(f, ", {} held", self.tail_held)?;
        }
        for backend in &self.backends {
            write!(f, "; {backend}")?;
        }
        for backend in &self.removed {
            write!(f, "; removed {backend}")?;
        }
        #[cfg(feature = "metrics")]
        for exporter in &self.metrics {
            write!(f, "; {exporter}")?;
        }
        Ok(())
    }
}
