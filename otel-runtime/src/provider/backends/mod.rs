//! The backends of a telemetry, which may come and go while it runs.

mod changes;
mod removed;

pub(crate) use removed::Removed;

use std::{
    fmt,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use crate::{
    collector::Served,
    export::{BackendLedger, Exporter, Ledger, Recipe},
    process::{Inherit, PerProcess},
    provider::{Core, Error, ExportError, Telemetry, running::End},
};

/// How long a removal waits for the backend.
const REMOVE_TIMEOUT: Duration = Duration::from_secs(5);

impl Telemetry {
    /// Adds a destination of spans while the telemetry runs. It gets every span that ends from now
    /// on; the other destinations notice nothing. In a child made by `fork` it starts again like
    /// those that were there from the start.
    ///
    /// Batch settings that the exporter does not have are those of the telemetry. Where the SDK is
    /// disabled, the exporter is checked and nothing is sent to it.
    ///
    /// # Errors
    /// When the exporter has a setting that cannot be, or cannot be started; when the telemetry has
    /// been shut down, or is that of an adopted provider.
    ///
    /// ```
    /// use otel_runtime::{MemoryExporter, Telemetry, traced};
    ///
    /// #[traced]
    /// fn call() {}
    ///
    /// let first = MemoryExporter::default();
    /// let telemetry = Telemetry::builder().exporter(first.clone()).build()?;
    /// let spans = MemoryExporter::default();
    /// let backend = telemetry.add_exporter(spans.clone())?;
    /// telemetry.scope(call);
    /// telemetry.remove_exporter(&backend)?;
    /// telemetry.scope(call);
    ///
    /// spans.assert_tree("call");
    /// telemetry.flush()?;
    /// first.assert_tree("call\ncall");
    /// assert_eq!(backend.ledger().exported, 1);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn add_exporter(&self, exporter: impl Into<Exporter>) -> Result<BackendHandle, Error> {
        self.running().add(exporter.into()).map(BackendHandle)
    }

    /// Sends what one destination has, at most 5 seconds, and ends it; the others notice nothing.
    /// It gets every span that ended before, and none that ends later. With
    /// [`TailSampling`](crate::TailSampling), a span that waits for the end of its trace goes to
    /// those destinations that are there then.
    ///
    /// What it could not deliver is counted: in [`BackendHandle::ledger`], and among
    /// [`TelemetryLedger::removed`](crate::TelemetryLedger::removed). A second removal gives the
    /// result of the first; one of a telemetry that has been shut down, that of the shutdown.
    ///
    /// # Errors
    /// When the destination lost spans since the last flush, or was not done in time. Removed it is
    /// all the same.
    pub fn remove_exporter(&self, backend: &BackendHandle) -> Result<(), ExportError> {
        self.remove_exporter_timeout(backend, REMOVE_TIMEOUT)
    }

    /// As [`remove_exporter`](Self::remove_exporter), with another limit of time.
    ///
    /// # Errors
    /// When the destination lost spans since the last flush, or was not done in time.
    pub fn remove_exporter_timeout(
        &self,
        backend: &BackendHandle,
        timeout: Duration,
    ) -> Result<(), ExportError> {
        self.running().remove(&backend.0, timeout)
    }

    /// The destinations of spans, those of the builder first.
    #[must_use]
    pub fn backends(&self) -> Vec<BackendHandle> {
        let all = self.running().backends();
        all.into_iter().map(BackendHandle).collect()
    }
}

/// One destination of a telemetry's spans; nothing happens to it when this is dropped.
///
/// From [`Telemetry::add_exporter`] and [`Telemetry::backends`], for
/// [`Telemetry::remove_exporter`].
#[derive(Clone)]
pub struct BackendHandle(Arc<Member>);

impl BackendHandle {
    /// The backend's name, as [`BackendLedger::backend`] has it. Several may have the same.
    #[must_use]
    pub fn name(&self) -> &str {
        self.0.recipe.name()
    }

    /// What became of the spans shown to this backend, also after its removal.
    #[must_use]
    pub fn ledger(&self) -> BackendLedger {
        self.0.ledger().snapshot()
    }
}

impl fmt::Debug for BackendHandle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("BackendHandle")
            .field("name", &self.name())
            .finish_non_exhaustive()
    }
}

/// One backend of a telemetry: how it is started, what it counts, how it ends.
#[derive(Debug)]
pub(crate) struct Member {
    /// Never given twice.
    pub(crate) id: usize,
    pub(crate) telemetry: &'static Core,
    pub(crate) recipe: Recipe,
    here: PerProcess<Here>,
}

/// What a backend has in one process.
#[derive(Debug)]
struct Here {
    ledger: Arc<Ledger>,
    /// Its own, before that of the telemetry.
    end: End,
}

impl Member {
    pub(crate) fn new(telemetry: &'static Core, recipe: Recipe) -> Self {
        static NEXT: AtomicUsize = AtomicUsize::new(0);
        let here = Here::new(recipe.name());
        Self {
            id: NEXT.fetch_add(1, Ordering::Relaxed),
            telemetry,
            recipe,
            here: PerProcess::new(here),
        }
    }

    pub(crate) fn ledger(&self) -> &Arc<Ledger> {
        &self.here.get().ledger
    }

    pub(crate) fn end(&self) -> &End {
        &self.here.get().end
    }

    pub(crate) fn start(&self) -> Result<Served, Error> {
        let backend = self.recipe.start(self.ledger().clone())?;
        Ok((self.id, backend))
    }
}

impl Here {
    fn new(name: &str) -> Self {
        Self {
            ledger: Arc::new(Ledger::new(name.to_owned())),
            end: End::default(),
        }
    }
}

impl Inherit for Here {
    /// In a child every count begins anew: what was under way is its parent's.
    fn inherit(&self) -> Self {
        Self::new(self.ledger.backend())
    }
}
