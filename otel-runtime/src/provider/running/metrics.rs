//! The turn of the metrics when a telemetry is flushed, or ends.

use std::time::{Duration, Instant};

use crate::provider::{
    Error, ExportError, metrics::Pipeline, running::Running, settings::MetricsSettings,
};
use crate::{diagnostics, process::PerProcess};

/// How much of a shutdown's time is kept at most for the metrics, which are read last.
const LONGEST_TURN: Duration = Duration::from_secs(1);

impl Running {
    /// Starts the metrics pipeline, if the settings ask for one.
    pub(crate) fn with_metrics(mut self, settings: &mut MetricsSettings) -> Result<Self, Error> {
        let resource = self.defaults.resource.clone();
        self.metrics = PerProcess::new(Pipeline::start(settings, resource)?);
        Ok(self)
    }

    /// Says that a child made by `fork` exports none, once: when it begins to trace.
    pub(super) fn warn_of_metrics(&self) {
        if self.metrics.first().is_on() {
            diagnostics::warn("metrics of a process made by fork are not exported");
        }
    }

    /// Until when the spans' backends may take at the end, so that metrics have a turn.
    pub(super) fn spans_end(&self, timeout: Duration, deadline: Instant) -> Instant {
        match self.metrics.get().is_on() {
            true => deadline - (timeout / 4).min(LONGEST_TURN),
            false => deadline,
        }
    }

    /// Exports the metrics as they are now; waits until the deadline.
    pub(super) fn flush_metrics(&self, deadline: Instant) -> Result<(), ExportError> {
        self.metrics.get().flush(deadline)
    }

    /// Exports the metrics for the last time; waits until the deadline.
    pub(super) fn end_metrics(&self, deadline: Instant) -> Result<(), ExportError> {
        self.metrics.get().end(deadline)
    }
}
