//! What it takes to start a backend: once when its telemetry is built, and again in a child made by
//! `fork`, which has its parent's memory and none of its threads.

use std::{
    fmt,
    sync::{Arc, Mutex, TryLockError, Weak},
};

#[cfg(any(feature = "otlp-grpc", feature = "otlp-http"))]
use opentelemetry_sdk::Resource;

#[cfg(feature = "metrics")]
use super::Component;
use super::{
    Backend, BatchSettings, Ledger,
    foreign::{AnyExporter, ForeignBackend},
};
#[cfg(any(feature = "otlp-grpc", feature = "otlp-http"))]
use super::{Otlp, otlp::OtlpBackend};
use crate::Error;

/// A backend to be started.
pub(crate) struct Recipe {
    name: String,
    settings: BatchSettings,
    kind: Kind,
}

enum Kind {
    #[cfg(any(feature = "otlp-grpc", feature = "otlp-http"))]
    Otlp(Box<Otlp>, Resource),
    Foreign(Shared),
}

/// A foreign exporter, which only its worker keeps alive. In a child made by `fork` the worker's
/// thread is gone and its hold on the exporter is not.
struct Shared {
    first: Mutex<Option<Arc<dyn AnyExporter>>>,
    again: Weak<dyn AnyExporter>,
    #[cfg(feature = "metrics")]
    type_name: String,
}

impl Recipe {
    #[cfg(any(feature = "otlp-grpc", feature = "otlp-http"))]
    pub(super) fn otlp(
        name: String,
        settings: BatchSettings,
        otlp: Box<Otlp>,
        resource: &Resource,
    ) -> Self {
        Self {
            name,
            settings,
            kind: Kind::Otlp(otlp, resource.clone()),
        }
    }

    pub(super) fn foreign(
        name: String,
        settings: BatchSettings,
        exporter: Arc<dyn AnyExporter>,
    ) -> Self {
        let shared = Shared {
            again: Arc::downgrade(&exporter),
            #[cfg(feature = "metrics")]
            type_name: exporter.type_name(),
            first: Mutex::new(Some(exporter)),
        };
        Self {
            name,
            settings,
            kind: Kind::Foreign(shared),
        }
    }

    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    /// What metrics call the backend.
    #[cfg(feature = "metrics")]
    pub(crate) fn component(&self) -> Component {
        match &self.kind {
            #[cfg(any(feature = "otlp-grpc", feature = "otlp-http"))]
            Kind::Otlp(otlp, _) => Component::new(&self.name, otlp.kind(), otlp.server()),
            Kind::Foreign(shared) => Component::new(&self.name, &shared.type_name, None),
        }
    }

    /// How many spans may wait, if their number is bounded.
    #[cfg(feature = "metrics")]
    pub(crate) fn capacity(&self) -> Option<usize> {
        self.settings.queue_spans
    }

    /// Starts the backend, which counts in `ledger`.
    pub(crate) fn start(&self, ledger: Arc<Ledger>) -> Result<Box<dyn Backend>, Error> {
        match &self.kind {
            #[cfg(any(feature = "otlp-grpc", feature = "otlp-http"))]
            Kind::Otlp(otlp, resource) => Ok(Box::new(OtlpBackend::start(
                ledger,
                otlp,
                resource,
                self.settings,
            )?)),
            Kind::Foreign(shared) => {
                let exporter = shared.get().ok_or_else(|| {
                    Error::not_started(self.name.clone(), "the exporter was shut down")
                })?;
                let started = ForeignBackend::start(ledger, exporter, self.settings);
                let started = started.map_err(|error| {
                    Error::not_started(format!("the thread of {}", self.name), error)
                })?;
                Ok(Box::new(started))
            }
        }
    }
}

impl Shared {
    fn get(&self) -> Option<Arc<dyn AnyExporter>> {
        let first = match self.first.try_lock() {
            Ok(mut first) => first.take(),
            Err(TryLockError::Poisoned(first)) => first.into_inner().take(),
            // By a thread that a forked child does not have: it is not waited for.
            Err(TryLockError::WouldBlock) => None,
        };
        first.or_else(|| self.again.upgrade())
    }
}

impl fmt::Debug for Recipe {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Recipe")
            .field("name", &self.name)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use std::{sync::mpsc, thread, time::Duration};

    use super::*;
    use crate::export::MemoryExporter;

    #[test]
    fn a_child_has_the_exporter_that_its_parent_was_just_starting() {
        let exporter: Arc<dyn AnyExporter> = Arc::new(MemoryExporter::default());
        let shared = Arc::new(Shared {
            again: Arc::downgrade(&exporter),
            #[cfg(feature = "metrics")]
            type_name: exporter.type_name(),
            first: Mutex::new(Some(exporter)),
        });
        let starting = shared.first.lock().unwrap();
        let (found, child) = mpsc::channel();
        let childs = shared.clone();
        thread::spawn(move || {
            let is_there = childs.get().is_some();
            // What was got is dropped before anybody looks who else has it.
            found.send(is_there)
        });
        assert_eq!(child.recv_timeout(Duration::from_secs(20)), Ok(true));
        drop(starting);
        let first = shared.get();
        assert!(first.is_some() && shared.get().is_some());
        drop(first);
        assert!(shared.get().is_none(), "its worker alone keeps it");
    }
}
