//! The task of one OTLP backend on the export thread: sends its batches one after another.

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    pin::pin,
    sync::Arc,
    task::Poll,
    time::Duration,
};

use tokio::{
    sync::{mpsc::UnboundedReceiver, watch},
    time::{Instant, sleep, sleep_until, timeout},
};

use super::{
    batch::SealedBatch,
    response::{Acknowledged, Failure},
    transport::Transport,
};
use crate::export::{
    Done, DropCause,
    worker::{Books, Outcome, Size, panic_text},
};

/// What the collector thread asks, in order.
pub(super) enum Command {
    Export(SealedBatch),
    Flush(Done),
    Shutdown(Done),
}

pub(super) struct Worker {
    pub(super) transport: Transport,
    pub(super) commands: UnboundedReceiver<Command>,
    /// The time at which everything has to end, once there is a shutdown.
    pub(super) stop: watch::Receiver<Option<std::time::Instant>>,
    pub(super) books: Books,
    /// How long one attempt may take.
    pub(super) timeout: Duration,
    /// The most bytes in a request of several batches.
    pub(super) max_bytes: usize,
    /// The most spans in a request.
    pub(super) max_spans: usize,
    /// How long all attempts of a batch may take.
    pub(super) export_timeout: Duration,
    /// What the user can do when nothing answers.
    pub(super) advice: String,
    /// Why the last attempt failed, if it did.
    pub(super) failure: Option<String>,
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
                Some(Command::Export(mut batch)) => {
                    next = self.join_waiting(&mut batch);
                    let size = Size {
                        bytes: batch.len(),
                        spans: batch.spans(),
                    };
                    let outcome = self.export(batch).await;
                    self.books.settle(size, outcome);
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
                Command::Export(more)
                    if batch.len() + more.len() <= self.max_bytes
                        && batch.spans() + more.spans() <= self.max_spans =>
                {
                    batch.join(more);
                }
                other => return Some(other),
            }
        }
    }

    /// Sends one batch until it is settled, or until the shutdown deadline.
    async fn export(&mut self, batch: SealedBatch) -> Outcome {
        let mut stop = self.stop.clone();
        let attempts = self.attempts(Arc::new(batch));
        tokio::select! {
            biased;
            () = deadline(&mut stop) => {}
            outcome = attempts => return outcome,
        }
        let mut why = "the shutdown deadline passed before they were acknowledged".to_owned();
        if let Some(failure) = &self.failure {
            why = format!("{why}; last failure: {failure}. {}", self.advice);
        }
        Outcome::Lost(DropCause::ShutDown, why)
    }

    /// How much time is left for a batch whose first attempt was at `start`.
    fn left(&self, start: Instant) -> Duration {
        self.export_timeout.saturating_sub(start.elapsed())
    }

    async fn attempts(&mut self, batch: Arc<SealedBatch>) -> Outcome {
        let start = Instant::now();
        let mut attempt = 1;
        loop {
            let time = self.timeout.min(self.left(start));
            let sending = timeout(time, guarded(self.transport.send(batch.clone())));
            let failure = match sending.await {
                Ok(Ok(Ok(Acknowledged { rejected, message }))) => {
                    self.failure = None;
                    return Outcome::Acknowledged { rejected, message };
                }
                Ok(Ok(Err(failure))) => failure,
                Ok(Err(panic)) => {
                    let why = format!("the exporter panicked: {panic}");
                    return Outcome::Lost(DropCause::ExporterPanicked, why);
                }
                Err(_) => Failure::temporary(format!("no answer within {time:.0?}")),
            };
            if let Failure::Temporary { message, .. } = &failure {
                self.failure = Some(message.clone());
            }
            match after_failure(&failure, attempt, self.left(start)) {
                Next::Retry(wait) => sleep(wait).await,
                Next::Reject(why) => return Outcome::Refused(why),
                Next::Drop(why) => {
                    let why = format!("{why}. {}", self.advice);
                    return Outcome::Lost(DropCause::ExportFailed, why);
                }
            }
            attempt += 1;
        }
    }
}

/// What happens to a batch that was not acknowledged.
#[derive(Debug, PartialEq)]
enum Next {
    Retry(Duration),
    Reject(String),
    Drop(String),
}

/// How often a batch is tried at most, and how long the first pause is; each next one doubles.
const ATTEMPTS: u32 = 5;
const FIRST_PAUSE: Duration = Duration::from_millis(100);

/// Decides what happens to a batch after its `attempt`th failure, `left` of its time remaining.
fn after_failure(failure: &Failure, attempt: u32, left: Duration) -> Next {
    let (message, retry_after) = match failure {
        Failure::Refused(why) => return Next::Reject(why.clone()),
        Failure::Temporary {
            message,
            retry_after,
        } => (message, retry_after),
    };
    let pause = retry_after.unwrap_or(FIRST_PAUSE * 2u32.saturating_pow(attempt - 1));
    if attempt >= ATTEMPTS || pause >= left {
        return Next::Drop(message.clone());
    }
    Next::Retry(pause)
}

/// Waits until there is a shutdown and its deadline has passed.
async fn deadline(stop: &mut watch::Receiver<Option<std::time::Instant>>) {
    let set = stop
        .wait_for(Option::is_some)
        .await
        .ok()
        .and_then(|set| *set);
    match set {
        Some(deadline) => sleep_until(deadline.into()).await,
        // The telemetry is gone without a shutdown: what is queued is still sent.
        None => std::future::pending().await,
    }
}

/// Runs `future`; a panic in it becomes an error with its text.
async fn guarded<T>(future: impl Future<Output = T>) -> Result<T, String> {
    let mut future = pin!(future);
    std::future::poll_fn(move |context| {
        match catch_unwind(AssertUnwindSafe(|| future.as_mut().poll(context))) {
            Ok(poll) => poll.map(Ok),
            Err(panic) => Poll::Ready(Err(panic_text(&*panic).to_owned())),
        }
    })
    .await
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn a_failed_batch_is_tried_again_for_a_while_then_dropped() {
        let left = Duration::from_secs(30);
        let failure = Failure::temporary("reset");
        let pauses = [1, 2, 3, 4].map(|attempt| after_failure(&failure, attempt, left));
        let expected = [100, 200, 400, 800].map(|ms| Next::Retry(Duration::from_millis(ms)));
        assert_eq!(pauses, expected);
        assert_eq!(
            after_failure(&failure, 5, left),
            Next::Drop("reset".to_owned())
        );
        let short = Duration::from_millis(150);
        assert_eq!(
            after_failure(&failure, 2, short),
            Next::Drop("reset".to_owned())
        );
        let refused = Failure::Refused("no".to_owned());
        assert_eq!(
            after_failure(&refused, 1, left),
            Next::Reject("no".to_owned())
        );
    }

    #[test]
    fn a_panic_becomes_an_error() {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .build()
            .unwrap();
        let result = runtime.block_on(guarded(async { panic!("boom {}", 1) }));
        assert_eq!(result, Err::<(), _>("boom 1".to_owned()));
    }
}
