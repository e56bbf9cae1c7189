//! The task of one OTLP backend on the export thread: sends its batches one after another.

use std::{sync::Arc, time::Duration};

use tokio::{sync::mpsc::UnboundedReceiver, time::Instant};

use super::{
    attempt::{self, Stop},
    batch::SealedBatch,
    request_limit::RequestLimit,
    response::{Acknowledged, Failure, Told},
    retry::Retry,
    split,
    transport::Transport,
};
use crate::export::{
    Done, DropCause,
    logged::ExportLog,
    spool::Receipt,
    worker::{Books, Outcome, Size},
};

/// What the collector thread asks, or the spool between it and the worker, in order.
#[derive(Debug)]
pub(crate) enum Command {
    /// A batch, and where to say what became of it if that is asked.
    Export(SealedBatch, Option<Receipt>),
    Flush(Done),
    Shutdown(Done),
}

pub(super) struct Worker {
    pub(super) transport: Transport,
    pub(super) commands: UnboundedReceiver<Command>,
    /// The time at which everything has to end, once there is a shutdown.
    pub(super) stop: Stop,
    pub(super) books: Books,
    /// How long one attempt may take.
    pub(super) timeout: Duration,
    /// The most bytes in a request.
    pub(super) limit: RequestLimit,
    /// The most spans in a request.
    pub(super) max_spans: usize,
    /// How long a batch is tried again.
    pub(super) max_elapsed_time: Duration,
    pub(super) retry: Retry,
    /// What the user can do when nothing answers.
    pub(super) advice: String,
    /// Why the last attempt failed, if it did.
    pub(super) failure: Option<String>,
    /// Where each attempt is told, if it is.
    pub(super) log: Option<ExportLog>,
}

/// A batch, or a half of one that was too large, and what the queue counts for it.
struct Part {
    batch: Arc<SealedBatch>,
    size: Size,
    /// When the whole was tried first.
    since: Instant,
}

impl Worker {
    pub(super) async fn run(mut self) {
        let mut next = None;
        loop {
            let command = match next.take() {
                Some(command) => Some(command),
                None => self.commands.recv().await,
            };
            match command {
                None => return,
                Some(Command::Export(mut batch, None)) => {
                    next = self.join_waiting(&mut batch);
                    self.deliver(batch, false).await;
                }
                Some(Command::Export(batch, Some(receipt))) => {
                    if self.deliver(batch, receipt.is_on_disk()).await {
                        receipt.settled(self.limit.of_receiver());
                    } else {
                        receipt.kept();
                    }
                }
                // Nobody waits any more when the other end is gone.
                Some(Command::Flush(done)) => drop(done.send(self.books.answer())),
                Some(Command::Shutdown(done)) => {
                    let _ = done.send(self.books.close());
                    return;
                }
            }
        }
    }

    /// Puts the batches that are waiting into one request with `batch`: when a destination falls
    /// behind, a request for each would be what keeps it behind. Gives back what did not fit.
    fn join_waiting(&mut self, batch: &mut SealedBatch) -> Option<Command> {
        loop {
            match self.commands.try_recv().ok()? {
                Command::Export(more, None)
                    if batch.len() + more.len() <= self.limit.bytes()
                        && batch.spans() + more.spans() <= self.max_spans =>
                {
                    batch.join(more);
                }
                other => return Some(other),
            }
        }
    }

    /// Settles a batch: as one, or in the halves that its receiver is able to take. `false` when
    /// some of it was not settled, which only happens to what is on the disk.
    async fn deliver(&mut self, batch: SealedBatch, on_disk: bool) -> bool {
        let size = Size {
            bytes: batch.len(),
            spans: batch.spans(),
        };
        let mut parts = vec![Part {
            batch: Arc::new(batch),
            size,
            since: Instant::now(),
        }];
        let mut settled = true;
        while let Some(part) = parts.pop() {
            if part.batch.len() > self.limit.bytes()
                && let Some((first, second)) = part.halves()
            {
                parts.extend([second, first]);
                continue;
            }
            match self.export(&part).await {
                Answer::Settled(outcome) => self.books.settle(part.size, outcome),
                Answer::OutOfTime if on_disk => {
                    settled = false;
                    self.books.settle(part.size, Outcome::Kept);
                }
                Answer::OutOfTime => {
                    let lost = Outcome::Lost(DropCause::ShutDown, self.out_of_time());
                    self.books.settle(part.size, lost);
                }
                Answer::TooLarge(message) => match part.halves() {
                    Some((first, second)) => {
                        self.limit.too_large(part.batch.len());
                        parts.extend([second, first]);
                    }
                    None => {
                        let why = format!(
                            "a single span is too large for the receiver: {message}. \
                             OTEL_ATTRIBUTE_VALUE_LENGTH_LIMIT bounds what is recorded"
                        );
                        let lost = Outcome::Lost(DropCause::TooLarge, why);
                        self.books.settle(part.size, lost);
                    }
                },
                Answer::OverLimit => parts.push(part),
            }
        }
        settled
    }

    /// Sends one batch until it is settled, or until the shutdown deadline.
    async fn export(&mut self, part: &Part) -> Answer {
        let mut stop = self.stop.clone();
        let attempts = self.attempts(part);
        tokio::select! {
            biased;
            () = attempt::deadline(&mut stop) => Answer::OutOfTime,
            answer = attempts => answer,
        }
    }

    fn out_of_time(&self) -> String {
        let mut why = "the shutdown deadline passed before they were acknowledged; \
                       `shutdown_timeout` gives them more time"
            .to_owned();
        if let Some(failure) = &self.failure {
            why = format!("{why}; last failure: {failure}. {}", self.advice);
        }
        why
    }

    async fn attempts(&mut self, part: &Part) -> Answer {
        self.books.begin(part.batch.spans());
        let mut unanswered = 0;
        loop {
            unanswered += 1;
            let (message, retry_after) = match self.attempt(&part.batch).await {
                Ok(Acknowledged { rejected, message }) => {
                    self.answered();
                    self.limit.answered();
                    return Answer::Settled(Outcome::Acknowledged { rejected, message });
                }
                Err(Failure::Refused(why)) => {
                    self.answered();
                    return Answer::Settled(Outcome::Refused(why));
                }
                Err(Failure::TooLarge(message)) => {
                    self.answered();
                    return Answer::TooLarge(message);
                }
                Err(Failure::Temporary {
                    message,
                    retry_after,
                }) => {
                    unanswered = 0;
                    (message, retry_after)
                }
                Err(Failure::Unanswered(message)) => (message, None),
            };
            let pause = self.failed(&message, retry_after);
            // While this batch waits, the queue behind it may be overflowing.
            self.books.warn_of_losses();
            let left = self.max_elapsed_time.saturating_sub(part.since.elapsed());
            if left.is_zero() {
                let why = format!(
                    "{message}; they were tried for {:?}, which `BatchSettings::max_elapsed_time` \
                     sets. {}",
                    self.max_elapsed_time, self.advice
                );
                return Answer::Settled(Outcome::Lost(DropCause::ExportFailed, why));
            }
            attempt::pause(&self.stop, pause.min(left)).await;
            if self.limit.unanswered(part.batch.len(), unanswered) {
                return Answer::OverLimit;
            }
        }
    }

    /// Sends one batch once.
    async fn attempt(&mut self, batch: &Arc<SealedBatch>) -> Result<Acknowledged, Failure> {
        let start = Instant::now();
        let result = attempt::once(&mut self.transport, batch, self.timeout).await;
        if let Some(log) = &self.log {
            let took = start.elapsed();
            log.exported(batch.spans(), Some(batch.len()), took, Told(&result));
        }
        result
    }

    fn answered(&mut self) {
        self.failure = None;
        if self.retry.is_open() {
            self.books.recovered();
        }
        self.retry.answered();
    }

    fn failed(&mut self, message: &str, retry_after: Option<Duration>) -> Duration {
        self.failure = Some(message.to_owned());
        let pause = self.retry.failed(retry_after);
        if self.retry.has_just_opened() {
            self.books.outage(message, &self.advice);
        }
        pause
    }
}

/// What became of one request.
enum Answer {
    Settled(Outcome),
    TooLarge(String),
    /// It does not get through as it is.
    OverLimit,
    /// The shutdown deadline has passed.
    OutOfTime,
}

impl Part {
    /// Both halves, which share what the queue counts for the whole.
    fn halves(&self) -> Option<(Self, Self)> {
        let (first, second) = split::halves(&self.batch)?;
        let bytes = self.size.bytes / 2;
        let part = |batch: SealedBatch, bytes| Self {
            size: Size {
                bytes,
                spans: batch.spans(),
            },
            batch: Arc::new(batch),
            since: self.since,
        };
        Some((part(first, bytes), part(second, self.size.bytes - bytes)))
    }
}
