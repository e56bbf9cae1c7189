//! Reads a provider's metrics at an interval, on a thread of its own.
//!
//! The reader of the SDK waits without end for a flush and never more than 5 s for its end, one
//! exporter after the other, and in a child made by `fork` for a thread that is not there.

use std::{
    sync::{
        Arc, Weak,
        mpsc::{Receiver, RecvTimeoutError, Sender, channel},
    },
    thread,
    time::{Duration, Instant},
};

use opentelemetry_sdk::{
    error::{OTelSdkError, OTelSdkResult},
    metrics::{
        InstrumentKind, ManualReader, Pipeline, Temporality, data::ResourceMetrics,
        reader::MetricReader,
    },
};
use tokio::sync::watch;

use super::{books::Books, destination::Destination};
use crate::{
    Error,
    export::{Done, MetricLedger, worker::caught},
    process,
    provider::LONGEST_WAIT,
};

/// How long `SdkMeterProvider` waits, whose own methods have no limit that could be given.
const WAIT: Duration = Duration::from_secs(30);

/// Reads a provider's metrics at an interval and hands them to their destination.
#[derive(Clone, Debug)]
pub(crate) struct Reader(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    metrics: Arc<ManualReader>,
    books: Arc<Books>,
    commands: Sender<Command>,
    stop: watch::Sender<Option<Instant>>,
    /// Which one has the thread.
    process: u8,
}

#[derive(Debug)]
enum Command {
    /// There is something to read.
    Start,
    Flush(Done),
    Shutdown(Done),
}

/// When a reader exports, and for how long at most.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Schedule {
    pub(crate) interval: Duration,
    pub(crate) timeout: Duration,
}

impl Schedule {
    /// Refuses what cannot be.
    pub(super) fn checked(self) -> Result<Self, Error> {
        for (setting, time) in [
            ("metric export interval", self.interval),
            ("metric export timeout", self.timeout),
        ] {
            if time < Duration::from_millis(1) {
                let given = format!("{time:?}");
                return Err(Error::invalid(setting, given, "at least a millisecond"));
            }
        }
        Ok(Self {
            interval: self.interval.min(LONGEST_WAIT),
            timeout: self.timeout.min(LONGEST_WAIT),
        })
    }
}

impl Reader {
    /// Starts the thread. `destination` is given what says when there is a shutdown.
    pub(super) fn start(
        name: &str,
        schedule: Schedule,
        destination: impl FnOnce(watch::Receiver<Option<Instant>>) -> Box<dyn Destination>,
    ) -> std::io::Result<Self> {
        let (stop, stopped) = watch::channel(None);
        let destination = destination(stopped);
        let metrics = ManualReader::builder().with_temporality(destination.temporality());
        let metrics = Arc::new(metrics.build());
        let books = Arc::new(Books::new(name.to_owned()));
        let (commands, received) = channel();
        let worker = Worker {
            metrics: metrics.clone(),
            collected: ResourceMetrics::default(),
            destination,
            books: books.clone(),
            schedule,
            stop: stop.subscribe(),
        };
        thread::Builder::new()
            .name("otel-metrics".to_owned())
            .spawn(move || worker.run(&received))?;
        Ok(Self(Arc::new(Inner {
            metrics,
            books,
            commands,
            stop,
            process: process::number(),
        })))
    }

    pub(crate) fn ledger(&self) -> MetricLedger {
        self.0.books.ledger()
    }

    /// Has everything exported that there is now.
    pub(crate) fn begin_flush(&self, done: Done) {
        self.ask(Command::Flush(done));
    }

    /// Has everything exported for the last time, until `deadline`.
    pub(crate) fn begin_shutdown(&self, deadline: Instant, done: Done) {
        let first = |stop: &mut Option<Instant>| {
            let is_first = stop.is_none();
            stop.get_or_insert(deadline);
            is_first
        };
        self.0.stop.send_if_modified(first);
        self.ask(Command::Shutdown(done));
    }

    fn ask(&self, command: Command) {
        let Err(unsent) = self.0.commands.send(command) else {
            return;
        };
        // Nobody may wait for a thread that has ended: as it should, or by a panic.
        let ended = match *self.0.stop.borrow() {
            Some(_) => Ok(()),
            None => Err("the metrics thread has ended".to_owned()),
        };
        match unsent.0 {
            Command::Flush(done) | Command::Shutdown(done) => drop(done.send(ended)),
            Command::Start => {}
        }
    }

    /// For the provider's own methods.
    fn wait(&self, limit: Duration, ask: impl FnOnce(Done)) -> OTelSdkResult {
        if process::number() != self.0.process {
            let why = "metrics of a process made by fork are not exported";
            return Err(OTelSdkError::InternalFailure(why.to_owned()));
        }
        let (done, answer) = channel();
        ask(done);
        match answer.recv_timeout(limit) {
            Ok(answer) => answer.map_err(OTelSdkError::InternalFailure),
            Err(_) => Err(OTelSdkError::Timeout(limit)),
        }
    }
}

impl MetricReader for Reader {
    fn register_pipeline(&self, pipeline: Weak<Pipeline>) {
        self.0.metrics.register_pipeline(pipeline);
        self.ask(Command::Start);
    }

    fn collect(&self, metrics: &mut ResourceMetrics) -> OTelSdkResult {
        self.0.metrics.collect(metrics)
    }

    fn force_flush(&self) -> OTelSdkResult {
        self.wait(WAIT, |done| self.begin_flush(done))
    }

    fn shutdown_with_timeout(&self, timeout: Duration) -> OTelSdkResult {
        if self.0.stop.borrow().is_some() {
            return Ok(());
        }
        let deadline = Instant::now() + timeout.min(WAIT);
        self.wait(timeout, |done| self.begin_shutdown(deadline, done))
    }

    fn temporality(&self, kind: InstrumentKind) -> Temporality {
        self.0.metrics.temporality(kind)
    }
}

struct Worker {
    metrics: Arc<ManualReader>,
    /// Reused from one export to the next.
    collected: ResourceMetrics,
    destination: Box<dyn Destination>,
    books: Arc<Books>,
    schedule: Schedule,
    stop: watch::Receiver<Option<Instant>>,
}

impl Worker {
    fn run(mut self, commands: &Receiver<Command>) {
        // What exporters do must not become telemetry that is then exported.
        let _suppressed = opentelemetry::Context::enter_telemetry_suppressed_scope();
        let mut next = Instant::now() + LONGEST_WAIT;
        loop {
            let pause = next.saturating_duration_since(Instant::now());
            match commands.recv_timeout(pause) {
                Err(RecvTimeoutError::Timeout) => {
                    // What cannot be read is told to who flushes.
                    let _ = self.export();
                    // An export that took longer than the interval skips the ones it has missed.
                    next = (next + self.schedule.interval).max(Instant::now());
                }
                Ok(Command::Start) => next = Instant::now() + self.schedule.interval,
                Ok(Command::Flush(done)) => {
                    let exported = self.export();
                    let _ = done.send(self.books.answer().and(exported));
                }
                Ok(Command::Shutdown(done)) => {
                    self.books.closing();
                    let exported = self.export();
                    let _ = done.send(self.end().and(exported));
                    // Who has asked meanwhile is not left without an answer.
                    while let Ok(Command::Flush(done) | Command::Shutdown(done)) =
                        commands.try_recv()
                    {
                        let _ = done.send(Ok(()));
                    }
                    return;
                }
                // Nobody can flush any more, nor can anything be recorded.
                Err(RecvTimeoutError::Disconnected) => {
                    let _ = self.end();
                    return;
                }
            }
        }
    }

    /// Collects and delivers; `Err` when nothing could be collected.
    fn export(&mut self) -> Result<(), String> {
        let Self {
            metrics, collected, ..
        } = self;
        // Callbacks of instruments are the program's.
        match caught(|| metrics.collect(collected)) {
            Ok(Ok(())) => {}
            Ok(Err(error)) => return Err(self.books.unreadable(&error.to_string())),
            Err(panic) => {
                let why = format!(
                    "a callback of an instrument panicked: {panic}; it left a lock of the SDK \
                     poisoned, so no metrics are collected any more"
                );
                return Err(self.books.unreadable(&why));
            }
        }
        if self.collected.scope_metrics().next().is_some() {
            let deadline = self.deadline();
            self.destination
                .export(&self.collected, deadline, &self.books);
        }
        Ok(())
    }

    fn end(&mut self) -> Result<(), String> {
        let ended = self.destination.shutdown(self.deadline());
        let closed = self.books.close();
        // Nothing is collected any more.
        let _ = self.metrics.shutdown();
        closed.and(ended)
    }

    fn deadline(&self) -> Instant {
        let deadline = Instant::now() + self.schedule.timeout;
        self.stop
            .borrow()
            .map_or(deadline, |stop| stop.min(deadline))
    }
}
