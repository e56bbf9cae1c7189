//! How long each export takes, for whoever wants to know.

use std::{
    sync::{PoisonError, RwLock},
    time::Instant,
};

use opentelemetry::{KeyValue, metrics::Histogram};

use super::{component::with_error, worker::Outcome};

/// Where the durations of one backend's exports go: nowhere until somebody observes them.
#[derive(Debug, Default)]
pub(crate) struct Operations {
    observed: RwLock<Option<Observed>>,
}

#[derive(Clone, Debug)]
struct Observed {
    seconds: Histogram<f64>,
    exporter: Vec<KeyValue>,
}

impl Operations {
    pub(crate) fn observe(&self, seconds: Histogram<f64>, exporter: Vec<KeyValue>) {
        let observed = Some(Observed { seconds, exporter });
        *self
            .observed
            .write()
            .unwrap_or_else(PoisonError::into_inner) = observed;
    }

    /// An export that was begun then has this outcome.
    pub(super) fn ended(&self, began: Instant, outcome: &Outcome) {
        let took = began.elapsed().as_secs_f64();
        let observed = self.observed.read();
        // Not borrowed while the histogram is told, which is somebody else's.
        let observed = observed.unwrap_or_else(PoisonError::into_inner).clone();
        if let Some(Observed { seconds, exporter }) = observed {
            match outcome.error() {
                Some(error) => seconds.record(took, &with_error(&exporter, error)),
                None => seconds.record(took, &exporter),
            }
        }
    }
}
