//! How long each export takes, for whoever wants to know.

use std::{
    sync::{PoisonError, RwLock},
    time::Duration,
};

use opentelemetry::{KeyValue, metrics::Histogram};

use super::{component::with_error, worker::caught};

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
        let before = {
            let current = self.observed.write();
            std::mem::replace(
                &mut *current.unwrap_or_else(PoisonError::into_inner),
                observed,
            )
        };
        // Not borrowed any more: the histogram is somebody else's.
        drop(before);
    }

    /// An export took so long, and failed for this `error` if it did.
    pub(super) fn ended(&self, took: Duration, error: Option<&'static str>) {
        let observed = self.observed.read();
        // Not borrowed while the histogram is told.
        let observed = observed.unwrap_or_else(PoisonError::into_inner).clone();
        let Some(Observed { seconds, exporter }) = observed else {
            return;
        };
        // Nor may a panic in it end the worker that tells it.
        let _ = caught(move || match error {
            Some(error) => seconds.record(took.as_secs_f64(), &with_error(&exporter, error)),
            None => seconds.record(took.as_secs_f64(), &exporter),
        });
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::panic)]

    use std::sync::Arc;

    use opentelemetry::metrics::SyncInstrument;

    use super::*;
    use crate::export::{
        Ledger, Room,
        worker::{Books, Outcome, Size},
    };

    struct Panicking;

    impl SyncInstrument<f64> for Panicking {
        fn measure(&self, _: f64, _: &[KeyValue]) {
            panic!("a bug in a metrics provider");
        }
    }

    #[test]
    fn a_panic_of_who_is_told_costs_neither_the_books_nor_the_worker() {
        let ledger = Arc::new(Ledger::new("test".to_owned()));
        let room = Arc::new(Room::new(1_000, None));
        let histogram = Histogram::new(Arc::new(Panicking));
        ledger.operations.observe(histogram, Vec::new());
        let mut books = Books::new("test".to_owned(), ledger.clone(), Some(room.clone()));
        room.add(1_000, 2);
        (0..2).for_each(|_| ledger.ended());
        books.begin(2);
        let acknowledged = Outcome::Acknowledged {
            rejected: 0,
            message: String::new(),
        };
        let size = Size {
            bytes: 1_000,
            spans: 2,
        };
        books.settle(size, acknowledged);
        let expected = "test: 2 ended = 2 exported + 0 rejected + 0 dropped + 0 pending";
        assert_eq!(ledger.snapshot().to_string(), expected);
        assert!(room.fits(1_000, 2));
    }
}
