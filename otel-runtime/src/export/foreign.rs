//! Any `SpanExporter` as a backend: on a plain thread of its own, without an async runtime.

use std::{
    pin::pin,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
        mpsc::{Receiver, Sender, channel},
    },
    task::{Context, Poll, Wake, Waker},
    thread::{self, Thread},
    time::Instant,
};

use opentelemetry_sdk::{
    Resource,
    error::OTelSdkResult,
    trace::{SpanData, SpanExporter},
};

use crate::record::{FinishedSpan, StoredSpans};

use super::{
    Backend, BatchSettings, Done, DropCause, Ledger, Room,
    worker::{Books, Outcome, Size, caught},
};

/// A `SpanExporter` of any type; its own trait cannot be used as an object.
pub(crate) trait AnyExporter: Send + Sync {
    fn set_resource(&mut self, resource: &Resource);
    fn export(&self, batch: Vec<SpanData>) -> OTelSdkResult;
    fn force_flush(&self) -> OTelSdkResult;
    fn shutdown(&self, deadline: Instant) -> OTelSdkResult;
    #[cfg(feature = "metrics")]
    fn type_name(&self) -> String;
}

impl<E: SpanExporter> AnyExporter for E {
    fn set_resource(&mut self, resource: &Resource) {
        SpanExporter::set_resource(self, resource);
    }

    fn export(&self, batch: Vec<SpanData>) -> OTelSdkResult {
        block_on(SpanExporter::export(self, batch))
    }

    fn force_flush(&self) -> OTelSdkResult {
        SpanExporter::force_flush(self)
    }

    fn shutdown(&self, deadline: Instant) -> OTelSdkResult {
        self.shutdown_with_timeout(deadline.saturating_duration_since(Instant::now()))
    }

    #[cfg(feature = "metrics")]
    fn type_name(&self) -> String {
        super::exporter::type_name::<E>()
    }
}

enum Command {
    Export(StoredSpans),
    Flush(Done),
    Shutdown(Done),
}

/// The collector's side of a foreign exporter.
pub(crate) struct ForeignBackend {
    settings: BatchSettings,
    open: StoredSpans,
    opened: Option<Instant>,
    room: Arc<Room>,
    ledger: Arc<Ledger>,
    stop: Arc<Stop>,
    /// `None` after shutdown.
    commands: Option<Sender<Command>>,
}

/// When the worker has to stop sending.
type Stop = std::sync::OnceLock<Instant>;

/// Gives the exporter its resource; the text of a panic is an error.
pub(super) fn prepare(
    mut exporter: Box<dyn AnyExporter>,
    resource: &Resource,
) -> Result<Arc<dyn AnyExporter>, String> {
    // A panic here is the exporter's as well, and as little reason to end the program.
    let prepared = caught(|| exporter.set_resource(resource));
    prepared.map_err(|panic| format!("set_resource panicked: {panic}"))?;
    Ok(exporter.into())
}

impl ForeignBackend {
    /// Starts the exporter's thread.
    pub(crate) fn start(
        ledger: Arc<Ledger>,
        exporter: Arc<dyn AnyExporter>,
        settings: BatchSettings,
    ) -> std::io::Result<Self> {
        let name = ledger.backend().to_owned();
        let room = Arc::new(Room::new(settings.queue_bytes, settings.queue_spans));
        let stop = Arc::new(Stop::new());
        let (commands, received) = channel();
        let worker = Worker {
            exporter,
            stop: stop.clone(),
            books: Books::new(name.clone(), ledger.clone(), Some(room.clone())),
        };
        // A name may be the user's, and that of a thread has no zero byte.
        let thread = format!("otel-{name}").replace('\0', " ");
        thread::Builder::new()
            .name(thread)
            .spawn(move || worker.run(&received))?;
        Ok(Self {
            settings,
            open: StoredSpans::default(),
            opened: None,
            room,
            ledger,
            stop,
            commands: Some(commands),
        })
    }

    fn seal(&mut self) {
        self.opened = None;
        if self.open.is_empty() {
            return;
        }
        let batch = std::mem::take(&mut self.open);
        self.room.add(batch.bytes(), batch.len());
        self.send(Command::Export(batch));
    }

    fn send(&mut self, command: Command) {
        let unsent = match &self.commands {
            Some(commands) => commands.send(command).err().map(|unsent| unsent.0),
            None => Some(command),
        };
        match unsent {
            None => {}
            // The worker only ends when it is told to, so this is for the case that cannot be.
            Some(Command::Export(batch)) => self.ledger.dropped(DropCause::ShutDown, batch.len()),
            // Shut down before: nothing is left to do, and nobody may wait for it.
            Some(Command::Flush(done) | Command::Shutdown(done)) => {
                let _ = done.send(Ok(()));
            }
        }
    }
}

impl Backend for ForeignBackend {
    fn accept(&mut self, span: &FinishedSpan<'_>) {
        self.ledger.ended();
        if self.commands.is_none() {
            return self.ledger.dropped(DropCause::ShutDown, 1);
        }
        let bytes = self.open.bytes() + StoredSpans::size_of(span);
        if !self.room.fits(bytes, self.open.len() + 1) {
            return self.ledger.dropped(DropCause::QueueFull, 1);
        }
        self.open.push(span);
        if self.open.len() >= self.settings.max_spans || bytes >= self.settings.max_bytes {
            self.seal();
        }
    }

    fn tick(&mut self, now: Instant) {
        if self.open.is_empty() {
            return;
        }
        let opened = *self.opened.get_or_insert(now);
        if now.saturating_duration_since(opened) >= self.settings.delay {
            self.seal();
        }
    }

    fn flush(&mut self, done: Done) {
        self.seal();
        self.send(Command::Flush(done));
    }

    fn shutdown(&mut self, deadline: Instant, done: Done) {
        self.seal();
        // Only the first shutdown counts.
        let _ = self.stop.set(deadline);
        self.send(Command::Shutdown(done));
        self.commands = None;
    }
}

struct Worker {
    exporter: Arc<dyn AnyExporter>,
    stop: Arc<Stop>,
    books: Books,
}

impl Worker {
    fn run(mut self, commands: &Receiver<Command>) {
        let _suppressed = opentelemetry::Context::enter_telemetry_suppressed_scope();
        while let Ok(command) = commands.recv() {
            match command {
                Command::Export(batch) => {
                    let size = Size {
                        bytes: batch.bytes(),
                        spans: batch.len(),
                    };
                    let outcome = self.export(&batch);
                    self.books.settle(size, outcome);
                }
                Command::Flush(done) => {
                    let flushed = self.guarded(|exporter| exporter.force_flush());
                    let answer = self.books.answer().and(flushed);
                    // Nobody waits any more when the receiver is gone.
                    let _ = done.send(answer);
                }
                Command::Shutdown(done) => {
                    let deadline = self.stop.get().copied().unwrap_or_else(Instant::now);
                    let ended = self.guarded(|exporter| exporter.shutdown(deadline));
                    let Self {
                        exporter,
                        mut books,
                        ..
                    } = self;
                    // What it does when it is dropped belongs to its end.
                    let dropped = caught(|| drop(exporter))
                        .map_err(|panic| format!("the exporter panicked: {panic}"));
                    let _ = done.send(books.close().and(ended).and(dropped));
                    return;
                }
            }
        }
        // The telemetry is gone without a shutdown.
        let _ = self.guarded(|exporter| exporter.shutdown(Instant::now()));
    }

    fn export(&mut self, batch: &StoredSpans) -> Outcome {
        if self
            .stop
            .get()
            .is_some_and(|deadline| *deadline <= Instant::now())
        {
            let why = "the shutdown deadline passed before they could be sent; \
                       `shutdown_timeout` gives them more time"
                .to_owned();
            return Outcome::Lost(DropCause::ShutDown, why);
        }
        self.books.begin(batch.len());
        // An error is the exporter's last word, a panic is not: it may be the first of its kind.
        let exported = self.attempt(batch).or_else(|_| self.attempt(batch));
        match exported {
            Ok(Ok(())) => Outcome::Acknowledged {
                rejected: 0,
                message: String::new(),
            },
            Ok(Err(error)) => Outcome::Lost(DropCause::ExportFailed, error.to_string()),
            Err(panic) => {
                let why = format!("the exporter panicked twice: {panic}");
                Outcome::Lost(DropCause::ExporterPanicked, why)
            }
        }
    }

    /// Exports the batch once; `Err` is the text of a panic.
    fn attempt(&self, batch: &StoredSpans) -> Result<OTelSdkResult, String> {
        caught(|| {
            let spans = batch.iter().map(|span| span.to_span_data()).collect();
            self.exporter.export(spans)
        })
    }

    fn guarded(&self, call: impl FnOnce(&dyn AnyExporter) -> OTelSdkResult) -> Result<(), String> {
        match caught(|| call(&*self.exporter)) {
            Ok(result) => result.map_err(|error| error.to_string()),
            Err(panic) => Err(format!("the exporter panicked: {panic}")),
        }
    }
}

/// Wakes a thread that is parked in [`block_on`]. Being unparked alone tells nothing: the future may
/// park the thread as well, and would take that for its own.
struct Unpark {
    thread: Thread,
    woken: AtomicBool,
}

impl Wake for Unpark {
    fn wake(self: Arc<Self>) {
        self.woken.store(true, Ordering::Release);
        self.thread.unpark();
    }
}

/// Runs a future to its end on this thread.
pub(super) fn block_on<T>(future: impl Future<Output = T>) -> T {
    let mut future = pin!(future);
    let unpark = Arc::new(Unpark {
        thread: thread::current(),
        woken: AtomicBool::new(false),
    });
    let waker = Waker::from(unpark.clone());
    let mut context = Context::from_waker(&waker);
    loop {
        if let Poll::Ready(output) = future.as_mut().poll(&mut context) {
            return output;
        }
        while !unpark.woken.swap(false, Ordering::Acquire) {
            thread::park();
        }
    }
}

#[cfg(test)]
#[path = "foreign_tests.rs"]
mod tests;
