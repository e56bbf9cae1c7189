//! The collector thread's side of an OTLP backend.

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use opentelemetry_sdk::Resource;
use tokio::sync::{
    mpsc::{UnboundedSender, error::SendError, unbounded_channel},
    watch,
};

use super::{
    Otlp,
    batch::{OpenBatch, SealedBatch},
    request_limit::RequestLimit,
    resource,
    retry::Retry,
    settings::Checked,
    thread,
    transport::Transport,
    worker::{Command, Worker},
};
use crate::{
    export::{
        Backend, BatchSettings, Done, DropCause, Ledger, Room, Signal,
        spool::{self, Spool, Start},
        worker::Books,
    },
    record::{FinishedSpan, Scope},
};

/// Collects the bytes of spans into batches and hands those to its task on the export thread.
pub(crate) struct OtlpBackend {
    settings: BatchSettings,
    open: OpenBatch,
    opened: Option<Instant>,
    room: Arc<Room>,
    ledger: Arc<Ledger>,
    stop: watch::Sender<Option<Instant>>,
    /// `None` after shutdown.
    next: Option<Next>,
}

/// Whom the collector thread hands a batch to.
enum Next {
    Worker(UnboundedSender<Command>),
    Spool(Spool),
}

impl OtlpBackend {
    /// Checks the settings and starts the task.
    pub(crate) fn start(
        ledger: Arc<Ledger>,
        otlp: &Otlp,
        resource: &Resource,
        settings: BatchSettings,
    ) -> Result<Self, crate::Error> {
        let checked = otlp.validate(Signal::Traces)?;
        let transport = Transport::new(&checked)?;
        Self::start_with(ledger, otlp, resource, settings, (checked, transport))
    }

    /// As [`start`](Self::start), with a transport.
    fn start_with(
        ledger: Arc<Ledger>,
        otlp: &Otlp,
        resource: &Resource,
        settings: BatchSettings,
        (checked, transport): (Checked, Transport),
    ) -> Result<Self, crate::Error> {
        let room = Arc::new(Room::new(settings.queue_bytes, settings.queue_spans));
        let (commands, received) = unbounded_channel();
        let (stop, stopped) = watch::channel(None);
        let spool = match &otlp.spool {
            Some(spool) => spool::open(spool)?.map(|disk| (spool, disk)),
            None => None,
        };
        let spooled = spool.is_some();
        let batch = BatchSettings {
            max_bytes: spool.as_ref().map_or(settings.max_bytes, |(spool, _)| {
                settings.max_bytes.min(spool.largest_batch())
            }),
            ..settings
        };
        let worker = Worker {
            transport,
            commands: received,
            stop: stopped,
            books: Books::new(
                ledger.backend().to_owned(),
                ledger.clone(),
                (!spooled).then(|| room.clone()),
            ),
            timeout: checked.timeout.min(settings.export_timeout),
            limit: RequestLimit::new(settings.max_bytes),
            max_spans: settings.max_spans_a_request(),
            max_elapsed_time: if spooled {
                Duration::MAX
            } else {
                settings.max_elapsed_time
            },
            retry: Retry::new(),
            failure: None,
            log: otlp.log.clone(),
            advice: otlp.advice(Signal::Traces),
        };
        let thread = thread::handle()
            .map_err(|error| crate::Error::not_started("the export thread", error))?;
        let next = match spool {
            None => Next::Worker(commands),
            Some((spool, disk)) => {
                let start = Start {
                    name: ledger.backend().to_owned(),
                    spool,
                    batch: settings,
                    room: room.clone(),
                    ledger: ledger.clone(),
                    worker: commands,
                };
                Next::Spool(Spool::start(disk, start)?)
            }
        };
        thread.spawn(worker.run());
        Ok(Self {
            settings: batch,
            open: OpenBatch::new(&resource::encode(resource), resource.schema_url()),
            opened: None,
            room,
            ledger,
            stop,
            next: Some(next),
        })
    }

    /// Takes one span of `scope`, whose OTLP bytes `encode` appends.
    fn offer(&mut self, scope: &'static Scope, encode: impl FnOnce(&mut Vec<u8>)) {
        self.ledger.ended();
        if self.next.is_none() {
            return self.ledger.dropped(DropCause::ShutDown, 1);
        }
        if !self.room.fits(self.open.len(), self.open.spans() + 1) {
            return self.ledger.dropped(DropCause::QueueFull, 1);
        }
        self.open.append(scope, encode);
        if !self.room.fits(self.open.len(), self.open.spans()) {
            self.open.take_last();
            return self.ledger.dropped(DropCause::QueueFull, 1);
        }
        if self.open.len() > self.settings.max_bytes && self.open.spans() > 1 {
            let last = self.open.take_last();
            self.seal();
            if let Some((scope, body)) = last {
                self.open.append(scope, |out| out.extend_from_slice(&body));
            }
        }
        let full = self.open.spans() >= self.settings.max_spans;
        if full || self.open.len() >= self.settings.max_bytes {
            self.seal();
        }
    }

    fn seal(&mut self) {
        self.opened = None;
        let Some(batch) = self.open.seal() else {
            return;
        };
        self.room.add(batch.len(), batch.spans());
        let unsent = match &self.next {
            Some(next) => next.export(batch),
            None => Err(batch),
        };
        // Whoever is next only ends when told to, so this is for the case that cannot be.
        if let Err(batch) = unsent {
            self.ledger.dropped(DropCause::ShutDown, batch.spans());
        }
    }
}

impl Next {
    /// Hands a batch on; gives it back when nobody is there any more.
    fn export(&self, batch: SealedBatch) -> Result<(), SealedBatch> {
        match self {
            Self::Spool(spool) => spool.append(batch),
            Self::Worker(worker) => match worker.send(Command::Export(batch, None)) {
                Err(SendError(Command::Export(batch, _))) => Err(batch),
                _ => Ok(()),
            },
        }
    }

    // Where nobody is there any more, nobody may wait for an answer either: `done` is dropped.

    fn flush(&self, done: Done) {
        match self {
            Self::Spool(spool) => spool.flush(done),
            Self::Worker(worker) => drop(worker.send(Command::Flush(done))),
        }
    }

    fn shutdown(&self, deadline: Instant, done: Done) {
        match self {
            Self::Spool(spool) => spool.shutdown(deadline, done),
            Self::Worker(worker) => drop(worker.send(Command::Shutdown(done))),
        }
    }
}

impl Backend for OtlpBackend {
    fn accept(&mut self, span: &FinishedSpan<'_>) {
        self.offer(span.scope, |out| span.encode(out));
    }

    fn tick(&mut self, now: Instant) {
        if self.open.spans() == 0 {
            return;
        }
        // With a spool a batch is what came since the last tick; the spool counts the delay.
        if matches!(self.next, Some(Next::Spool(_))) {
            return self.seal();
        }
        let opened = *self.opened.get_or_insert(now);
        if now.saturating_duration_since(opened) >= self.settings.delay {
            self.seal();
        }
    }

    fn flush(&mut self, done: Done) {
        self.seal();
        match &self.next {
            Some(next) => next.flush(done),
            // Shut down before: nothing is left to do.
            None => drop(done.send(Ok(()))),
        }
    }

    fn shutdown(&mut self, deadline: Instant, done: Done) {
        self.seal();
        self.stop.send_replace(Some(deadline));
        match self.next.take() {
            Some(next) => next.shutdown(deadline, done),
            None => drop(done.send(Ok(()))),
        }
    }
}

#[cfg(all(test, feature = "otlp-grpc", feature = "otlp-http"))]
#[path = "tests.rs"]
pub(super) mod tests;

#[cfg(all(test, feature = "otlp-grpc", feature = "otlp-http", feature = "json"))]
#[path = "json_tests.rs"]
mod json_tests;

#[cfg(all(test, feature = "otlp-grpc", feature = "otlp-http"))]
#[path = "keep_alive_tests.rs"]
mod keep_alive_tests;

#[cfg(all(test, feature = "otlp-grpc", feature = "otlp-http"))]
#[path = "spool_tests.rs"]
mod spool_tests;
