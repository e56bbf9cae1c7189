//! The turn of the metrics in a build without them.

use std::time::{Duration, Instant};

use crate::provider::{ExportError, running::Running};

impl Running {
    pub(super) fn spans_end(&self, _: Duration, deadline: Instant) -> Instant {
        deadline
    }

    pub(super) fn flush_metrics(&self, _: Instant) -> Result<(), ExportError> {
        Ok(())
    }

    pub(super) fn end_metrics(&self, _: Instant) -> Result<(), ExportError> {
        Ok(())
    }
}
