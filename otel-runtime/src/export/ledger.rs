//! What became of every span that reached a backend.

use std::{fmt, iter};

use crate::sync::atomic::{AtomicBool, AtomicU64, Ordering};

/// Why a backend gave up spans.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum DropCause {
    /// The backend's queue was at its bound.
    QueueFull,
    /// The destination could not be reached, or did not answer, for as long as it was tried.
    ExportFailed,
    /// A single span is larger than what the destination takes.
    TooLarge,
    /// The exporter panicked.
    ExporterPanicked,
    /// The backend was shut down before the spans could be sent, or before they came.
    ShutDown,
    /// The oldest spans in the spool, dropped to make room for newer ones; or one that is larger
    /// than a quarter of it.
    SpoolFull,
    /// What the spool wrote could not be read back.
    SpoolDamaged,
}

/// The ways in which a span that reached a backend does not reach its destination.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Loss {
    Rejected,
    Dropped(DropCause),
}

impl DropCause {
    pub(crate) const ALL: [Self; 7] = [
        Self::QueueFull,
        Self::ExportFailed,
        Self::TooLarge,
        Self::ExporterPanicked,
        Self::ShutDown,
        Self::SpoolFull,
        Self::SpoolDamaged,
    ];

    fn words(self) -> &'static str {
        match self {
            Self::QueueFull => "queue full",
            Self::ExportFailed => "export failed",
            Self::TooLarge => "too large",
            Self::ExporterPanicked => "exporter panicked",
            Self::ShutDown => "shut down",
            Self::SpoolFull => "spool full",
            Self::SpoolDamaged => "spool damaged",
        }
    }

    /// The `error.type` of metrics about it.
    #[cfg(feature = "metrics")]
    fn name(self) -> &'static str {
        match self {
            Self::QueueFull => "queue_full",
            Self::ExportFailed => "export_failed",
            Self::TooLarge => "too_large",
            Self::ExporterPanicked => "exporter_panicked",
            Self::ShutDown => "already_shutdown",
            Self::SpoolFull => "spool_full",
            Self::SpoolDamaged => "spool_damaged",
        }
    }
}

impl Loss {
    pub(crate) const COUNT: usize = DropCause::ALL.len() + 1;

    pub(crate) fn all() -> impl Iterator<Item = Self> {
        iter::once(Self::Rejected).chain(DropCause::ALL.map(Self::Dropped))
    }

    /// The `error.type` of metrics about it.
    #[cfg(feature = "metrics")]
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Rejected => "rejected",
            Self::Dropped(cause) => cause.name(),
        }
    }
}

/// The counters of one backend: written by its collector side and its worker, read by anybody.
#[derive(Debug, Default)]
pub(crate) struct Ledger {
    backend: String,
    shown_before: AtomicU64,
    ended: AtomicU64,
    exported: AtomicU64,
    rejected: AtomicU64,
    dropped: [AtomicU64; DropCause::ALL.len()],
    recovered: AtomicU64,
    spooled: AtomicU64,
    circuit_open: AtomicBool,
    in_flight: AtomicU64,
    #[cfg(feature = "metrics")]
    pub(crate) operations: super::operation::Operations,
}

impl Ledger {
    pub(crate) fn new(backend: String) -> Self {
        Self {
            backend,
            ..Self::default()
        }
    }

    /// The backend's name.
    pub(crate) fn backend(&self) -> &str {
        &self.backend
    }

    /// The backend was added when the others had been shown `spans`.
    pub(crate) fn begins_after(&self, spans: u64) {
        self.shown_before.store(spans, Ordering::Relaxed);
    }

    /// A span ended and was shown to this backend; it is pending from here on.
    #[inline]
    pub(crate) fn ended(&self) {
        // The collector thread alone writes this column.
        let ended = self.ended.load(Ordering::Relaxed);
        self.ended.store(ended + 1, Ordering::Release);
    }

    /// `spans` pending ones are with the exporter now.
    pub(crate) fn sending(&self, spans: usize) {
        self.in_flight.store(spans as u64, Ordering::Relaxed);
    }

    /// How many pending ones are with the exporter.
    #[cfg(feature = "metrics")]
    pub(crate) fn in_flight(&self) -> u64 {
        self.in_flight.load(Ordering::Relaxed)
    }

    /// `spans` pending ones were acknowledged by the destination.
    pub(crate) fn exported(&self, spans: usize) {
        self.exported.fetch_add(spans as u64, Ordering::Release);
    }

    /// `spans` pending ones were refused by the destination.
    pub(crate) fn rejected(&self, spans: usize) {
        self.rejected.fetch_add(spans as u64, Ordering::Release);
    }

    /// `spans` pending ones were given up.
    pub(crate) fn dropped(&self, cause: DropCause, spans: usize) {
        self.dropped[cause as usize].fetch_add(spans as u64, Ordering::Release);
    }

    /// `spans` that an earlier run left in the spool are pending as well.
    #[cfg(any(feature = "otlp-grpc", feature = "otlp-http"))]
    pub(crate) fn recovered(&self, spans: usize) {
        self.recovered.fetch_add(spans as u64, Ordering::Release);
    }

    /// `spans` pending ones stay in the spool for the next run.
    #[cfg(any(feature = "otlp-grpc", feature = "otlp-http"))]
    pub(crate) fn spooled(&self, spans: usize) {
        self.spooled.fetch_add(spans as u64, Ordering::Release);
    }

    /// Whether the destination has failed several times in a row.
    #[cfg(any(feature = "otlp-grpc", feature = "otlp-http"))]
    pub(crate) fn set_circuit(&self, circuit: CircuitState) {
        let open = circuit == CircuitState::Open;
        self.circuit_open.store(open, Ordering::Relaxed);
    }

    /// How many spans were lost in this way since the start.
    pub(crate) fn lost_by(&self, loss: Loss) -> u64 {
        let column = match loss {
            Loss::Rejected => &self.rejected,
            Loss::Dropped(cause) => &self.dropped[cause as usize],
        };
        column.load(Ordering::Acquire)
    }

    /// How many spans were rejected or dropped since the start.
    pub(crate) fn lost(&self) -> u64 {
        Loss::all().map(|loss| self.lost_by(loss)).sum()
    }

    /// The columns now.
    pub(crate) fn snapshot(&self) -> BackendLedger {
        // `recovered` and `ended` are read last: a span counted in another column is then always
        // in one of them.
        let exported = self.exported.load(Ordering::Acquire);
        let rejected = self.rejected.load(Ordering::Acquire);
        let mut dropped = Dropped::default();
        for cause in DropCause::ALL {
            *dropped.column(cause) = self.lost_by(Loss::Dropped(cause));
        }
        let spooled = self.spooled.load(Ordering::Acquire);
        let settled = exported + rejected + dropped.total() + spooled;
        let recovered = self.recovered.load(Ordering::Acquire);
        let ended = self.ended.load(Ordering::Acquire);
        BackendLedger {
            backend: self.backend.clone(),
            shown_before: self.shown_before.load(Ordering::Relaxed),
            ended,
            recovered,
            exported,
            rejected,
            pending: (ended + recovered).saturating_sub(settled),
            dropped,
            spooled,
            circuit: if self.circuit_open.load(Ordering::Relaxed) {
                CircuitState::Open
            } else {
                CircuitState::Closed
            },
        }
    }
}

/// What became of the spans shown to one backend: `ended = exported + rejected + dropped +
/// pending`, each span in one column at a time.
///
/// With a [spool](crate::SpoolSettings) it is `ended + recovered = exported + rejected + dropped +
/// spooled + pending`: what one run hands over, the next one takes over.
///
/// Exact after a flush; while spans are under way every column but `pending` only grows. After a
/// successful shutdown `pending` is 0.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct BackendLedger {
    /// The backend, as the line at start names it: `otlp grpc http://localhost:4317`, `console`.
    pub backend: String,
    /// Spans that the telemetry's other backends were shown before this one was
    /// [added](crate::Telemetry::add_exporter); 0 for those of the builder.
    pub shown_before: u64,
    /// Spans that ended and were shown to this backend.
    pub ended: u64,
    /// Spans that an earlier run left in this backend's spool.
    pub recovered: u64,
    /// Spans that the destination acknowledged.
    pub exported: u64,
    /// Spans that the destination refused: the rejected count of a partial success, or the whole
    /// of a batch answered with a permanent error.
    pub rejected: u64,
    /// Spans given up here, by cause.
    pub dropped: Dropped,
    /// Spans that wait on the disk for the next run; 0 until the shutdown. They are not lost.
    pub spooled: u64,
    /// Spans on their way: in the open batch, in the queue or the spool, or being
    /// sent.
    pub pending: u64,
    /// Whether the destination is being used, or only probed.
    pub circuit: CircuitState,
}

/// Whether a backend sends what it has, or probes a destination that keeps failing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum CircuitState {
    /// Batches are sent as they come.
    #[default]
    Closed,
    /// The last five attempts or more have failed: one batch is tried now and then, the others wait
    /// behind it.
    Open,
}

/// Spans that a backend gave up, by cause.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Dropped {
    /// The backend's queue was at its bound when they ended.
    pub queue_full: u64,
    /// The destination could not be reached or did not answer, for as long as it was tried.
    pub export_failed: u64,
    /// A single span was larger than what the destination takes.
    pub too_large: u64,
    /// The exporter panicked while it had them.
    pub exporter_panicked: u64,
    /// The backend was shut down before they could be sent, or they ended after that.
    pub shut_down: u64,
    /// They were the oldest in a spool that was full, or larger than a quarter of it.
    pub spool_full: u64,
    /// What the spool had written could not be read back whole.
    pub spool_damaged: u64,
}

impl BackendLedger {
    /// How many spans were lost in this way.
    #[cfg(feature = "metrics")]
    pub(crate) fn lost_by(&self, loss: Loss) -> u64 {
        match loss {
            Loss::Rejected => self.rejected,
            Loss::Dropped(cause) => self.dropped.of(cause),
        }
    }

    /// Adds the columns of a backend that was never there together with this one.
    pub(crate) fn add(&mut self, other: &Self) {
        self.ended += other.ended;
        self.recovered += other.recovered;
        self.exported += other.exported;
        self.rejected += other.rejected;
        for (cause, spans) in other.dropped.causes() {
            *self.dropped.column(cause) += spans;
        }
        self.spooled += other.spooled;
        self.pending += other.pending;
    }
}

impl Dropped {
    /// All causes together.
    #[must_use]
    pub fn total(&self) -> u64 {
        self.causes().map(|(_, spans)| spans).sum()
    }

    fn causes(self) -> impl Iterator<Item = (DropCause, u64)> {
        DropCause::ALL
            .into_iter()
            .map(move |cause| (cause, self.of(cause)))
    }

    fn of(mut self, cause: DropCause) -> u64 {
        *self.column(cause)
    }

    fn column(&mut self, cause: DropCause) -> &mut u64 {
        match cause {
            DropCause::QueueFull => &mut self.queue_full,
            DropCause::ExportFailed => &mut self.export_failed,
            DropCause::TooLarge => &mut self.too_large,
            DropCause::ExporterPanicked => &mut self.exporter_panicked,
            DropCause::ShutDown => &mut self.shut_down,
            DropCause::SpoolFull => &mut self.spool_full,
            DropCause::SpoolDamaged => &mut self.spool_damaged,
        }
    }
}

impl fmt::Display for BackendLedger {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            backend,
            shown_before: _,
            ended,
            exported,
            rejected,
            dropped,
            recovered,
            spooled,
            pending,
            circuit: _,
        } = self;
        write!(f, "{backend}: {ended} ended")?;
        if *recovered > 0 {
            write!(f, " + {recovered} recovered")?;
        }
        let dropped_in_all = dropped.total();
        write!(
            f,
            " = {exported} exported + {rejected} rejected + {dropped_in_all} dropped"
        )?;
        let mut separator = " (";
        for (cause, spans) in dropped.causes().filter(|(_, spans)| *spans > 0) {
            write!(f, "{separator}{} {spans}", cause.words())?;
            separator = ", ";
        }
        if separator == ", " {
            f.write_str(")")?;
        }
        if *spooled > 0 {
            write!(f, " + {spooled} spooled")?;
        }
        write!(f, " + {pending} pending")
    }
}
