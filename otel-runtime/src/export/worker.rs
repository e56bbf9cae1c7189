//! What the workers of all backends share: their account of losses, and waiting for a deadline.

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    sync::Arc,
    time::Instant,
};

#[cfg(any(feature = "otlp-grpc", feature = "otlp-http"))]
use crate::diagnostics::say;
use crate::diagnostics::warn;

#[cfg(any(feature = "otlp-grpc", feature = "otlp-http"))]
use super::CircuitState;
use super::{DropCause, Ledger, Loss, Room, losses::Losses};

/// What became of one batch.
#[derive(Debug)]
pub(crate) enum Outcome {
    /// Acknowledged, but for `rejected` of its spans.
    Acknowledged { rejected: usize, message: String },
    /// Refused as a whole, for good: only OTLP says so.
    #[cfg(any(feature = "otlp-grpc", feature = "otlp-http"))]
    Refused(String),
    /// Not settled in time, but on the disk for the next start: only a spool can say so.
    #[cfg(any(feature = "otlp-grpc", feature = "otlp-http"))]
    Kept,
    /// Given up.
    Lost(DropCause, String),
}

#[cfg(feature = "metrics")]
impl Outcome {
    /// What it failed for, as metrics name it.
    pub(super) fn error(&self) -> Option<&'static str> {
        match self {
            Self::Acknowledged { rejected: 0, .. } => None,
            Self::Acknowledged { .. } => Some(Loss::Rejected.name()),
            #[cfg(any(feature = "otlp-grpc", feature = "otlp-http"))]
            Self::Refused(_) => Some(Loss::Rejected.name()),
            #[cfg(any(feature = "otlp-grpc", feature = "otlp-http"))]
            Self::Kept => Some(Loss::Dropped(DropCause::ShutDown).name()),
            Self::Lost(cause, _) => Some(Loss::Dropped(*cause).name()),
        }
    }
}

/// A batch's size, as the queue counts it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Size {
    pub(crate) bytes: usize,
    pub(crate) spans: usize,
}

/// Books what becomes of batches, warns of losses, and answers flushes.
#[derive(Debug)]
pub(crate) struct Books {
    name: String,
    ledger: Arc<Ledger>,
    /// `None` where a spool counts what is in memory.
    room: Option<Arc<Room>>,
    losses: Losses,
    /// The losses that flushes were told of.
    told: u64,
    /// When the exporter got what it has.
    #[cfg(feature = "metrics")]
    began: Option<Instant>,
}

impl Books {
    pub(crate) fn new(name: String, ledger: Arc<Ledger>, room: Option<Arc<Room>>) -> Self {
        Self {
            name,
            ledger,
            room,
            losses: Losses::default(),
            told: 0,
            #[cfg(feature = "metrics")]
            began: None,
        }
    }

    /// The exporter gets a batch of so many spans, which is settled next.
    pub(crate) fn begin(&mut self, spans: usize) {
        self.ledger.sending(spans);
        #[cfg(feature = "metrics")]
        {
            self.began = Some(Instant::now());
        }
    }

    /// Books a batch that is settled.
    pub(crate) fn settle(&mut self, size: Size, outcome: Outcome) {
        let Size { bytes, spans } = size;
        self.ledger.sending(0);
        #[cfg(feature = "metrics")]
        let ended = self.began.take();
        #[cfg(feature = "metrics")]
        let ended = ended.map(|began| (began.elapsed(), outcome.error()));
        match outcome {
            Outcome::Acknowledged { rejected, message } => {
                let rejected = rejected.min(spans);
                self.ledger.exported(spans - rejected);
                self.ledger.rejected(rejected);
                if rejected > 0 {
                    let why = format!("the receiver rejected them: {message}");
                    self.losses.note(Loss::Rejected, why);
                }
            }
            #[cfg(any(feature = "otlp-grpc", feature = "otlp-http"))]
            Outcome::Refused(why) => {
                self.ledger.rejected(spans);
                self.losses.note(Loss::Rejected, why);
            }
            #[cfg(any(feature = "otlp-grpc", feature = "otlp-http"))]
            Outcome::Kept => self.ledger.spooled(spans),
            Outcome::Lost(cause, why) => {
                self.ledger.dropped(cause, spans);
                self.losses.note(Loss::Dropped(cause), why);
            }
        }
        if let Some(room) = &self.room {
            room.remove(bytes, spans);
        }
        // Somebody else's code, so not before the batch is booked.
        #[cfg(feature = "metrics")]
        if let Some((took, error)) = ended {
            self.ledger.operations.ended(took, error);
        }
        self.warn_of_losses();
    }

    /// The destination has failed several times in a row: said once, until it answers again.
    #[cfg(any(feature = "otlp-grpc", feature = "otlp-http"))]
    pub(crate) fn outage(&mut self, failure: &str, advice: &str) {
        self.ledger.set_circuit(CircuitState::Open);
        let pending = self.ledger.snapshot().pending;
        let spans = if pending == 1 {
            "span waits and is"
        } else {
            "spans wait and are"
        };
        warn(&format!(
            "{}: {pending} {spans} tried again: {failure}. {advice}",
            self.name
        ));
    }

    /// The destination answers again.
    #[cfg(any(feature = "otlp-grpc", feature = "otlp-http"))]
    pub(crate) fn recovered(&mut self) {
        self.ledger.set_circuit(CircuitState::Closed);
        say(&format!("otel: {}: delivering again", self.name));
    }

    /// The answer to a flush: an error when spans were lost since the one before.
    pub(crate) fn answer(&mut self) -> Result<(), String> {
        self.warn_of_losses();
        let lost = self.ledger.lost();
        let spans = lost - self.told;
        self.told = lost;
        if spans == 0 {
            return Ok(());
        }
        Err(format!(
            "{}: {spans} spans were not delivered: {}",
            self.name,
            self.losses.reasons(&self.ledger)
        ))
    }

    /// The answer to a shutdown, after which nothing more is said.
    pub(crate) fn close(&mut self) -> Result<(), String> {
        let lines = self.losses.closing(&self.name, &self.ledger);
        lines.iter().for_each(|line| warn(line));
        self.answer()
    }

    /// Says what was lost, each cause at most once a minute.
    pub(crate) fn warn_of_losses(&mut self) {
        let lines = self.losses.due(Instant::now(), &self.name, &self.ledger);
        lines.iter().for_each(|line| warn(line));
    }
}

/// Runs what is not ours; a panic is an error with its text.
pub(crate) fn caught<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    catch_unwind(AssertUnwindSafe(work)).map_err(|panic| {
        let text = panic_text(&*panic).to_owned();
        // What it was thrown with may be of any type, and panic when it is dropped.
        let dropped = catch_unwind(AssertUnwindSafe(|| drop(panic)));
        std::mem::forget(dropped);
        text
    })
}

/// The text of a panic.
pub(crate) fn panic_text(panic: &(dyn std::any::Any + Send)) -> &str {
    let text = panic.downcast_ref::<&'static str>().copied();
    text.or_else(|| panic.downcast_ref::<String>().map(String::as_str))
        .unwrap_or("no message")
}
