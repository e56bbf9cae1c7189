//! What it takes to start a backend: once when its telemetry is built, and again in a child made by
//! `fork`, which has its parent's memory and none of its threads.

use std::{
    fmt,
    sync::{Arc, Mutex, PoisonError, Weak},
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
                let started =
                    started.map_err(|error| Error::not_started("the exporter's thread", error))?;
                Ok(Box::new(started))
            }
        }
    }
}

impl Shared {
    fn get(&self) -> Option<Arc<dyn AnyExporter>> {
        let first = self
            .first
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .take();
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
