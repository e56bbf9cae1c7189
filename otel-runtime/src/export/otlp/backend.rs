//! The collector thread's side of an OTLP backend.

use std::{sync::Arc, time::Instant};

use opentelemetry_sdk::Resource;
use tokio::sync::{
    mpsc::{UnboundedSender, unbounded_channel},
    watch,
};

use super::{
    Otlp,
    batch::OpenBatch,
    resource,
    retry::Retry,
    settings::Checked,
    thread,
    transport::Transport,
    worker::{Command, Worker},
};
use crate::export::Protocol;
use crate::{
    export::{Backend, BatchSettings, Done, DropCause, Ledger, Room, worker::Books},
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
    commands: Option<UnboundedSender<Command>>,
}

impl OtlpBackend {
    /// Checks the settings and starts the task.
    pub(crate) fn start(
        ledger: Arc<Ledger>,
        otlp: &Otlp,
        resource: &Resource,
        settings: BatchSettings,
    ) -> Result<Self, crate::Error> {
        let checked = otlp.validate()?;
        let room = Arc::new(Room::new(settings.queue_bytes, settings.queue_spans));
        let (commands, received) = unbounded_channel();
        let (stop, stopped) = watch::channel(None);
        let worker = Worker {
            transport: transport(&checked)?,
            commands: received,
            stop: stopped,
            books: Books::new(ledger.backend().to_owned(), ledger.clone(), room.clone()),
            timeout: checked.timeout.min(settings.export_timeout),
            max_bytes: settings.max_bytes,
            max_spans: settings.max_spans_a_request(),
            max_elapsed_time: settings.max_elapsed_time,
            retry: Retry::new(),
            failure: None,
            advice: "Is a collector listening there? OTEL_EXPORTER_OTLP_ENDPOINT or \
                     `Otlp::endpoint` says where, OTEL_TRACES_EXPORTER=console does without"
                .to_owned(),
        };
        let thread = thread::handle()
            .map_err(|error| crate::Error::not_started("the export thread", error))?;
        thread.spawn(worker.run());
        Ok(Self {
            settings,
            open: OpenBatch::new(&resource::encode(resource), resource.schema_url()),
            opened: None,
            room,
            ledger,
            stop,
            commands: Some(commands),
        })
    }

    /// Takes one span of `scope`, whose OTLP bytes `encode` appends.
    fn offer(&mut self, scope: &'static Scope, encode: impl FnOnce(&mut Vec<u8>)) {
        self.ledger.ended();
        if self.commands.is_none() {
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
        if let Some(batch) = self.open.seal() {
            self.room.add(batch.len(), batch.spans());
            self.send(Command::Export(batch));
        }
    }

    fn send(&mut self, command: Command) {
        let unsent = match &self.commands {
            Some(commands) => commands.send(command).err().map(|unsent| unsent.0),
            None => Some(command),
        };
        match unsent {
            None => {}
            // The worker only ends when it is told to, so this is for the case that cannot be.
            Some(Command::Export(batch)) => self.ledger.dropped(DropCause::ShutDown, batch.spans()),
            // Shut down before: nothing is left to do, and nobody may wait for it.
            Some(Command::Flush(done) | Command::Shutdown(done)) => {
                let _ = done.send(Ok(()));
            }
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
        self.stop.send_replace(Some(deadline));
        self.send(Command::Shutdown(done));
        self.commands = None;
    }
}

fn transport(settings: &Checked) -> Result<Transport, crate::Error> {
    match settings.protocol {
        #[cfg(feature = "otlp-grpc")]
        Protocol::Grpc => Ok(Transport::Grpc(Box::new(super::grpc::Grpc::new(settings)?))),
        #[cfg(feature = "otlp-http")]
        Protocol::HttpProtobuf => Ok(Transport::Http(Box::new(super::http::Http::new(settings)?))),
        #[cfg(not(all(feature = "otlp-grpc", feature = "otlp-http")))]
        other => Err(crate::Error::invalid(
            "OTLP protocol",
            format!("{other:?}"),
            "those whose feature of otel-runtime is on: otlp-grpc, otlp-http",
        )),
    }
}

#[cfg(all(test, feature = "otlp-grpc", feature = "otlp-http"))]
#[path = "tests.rs"]
mod tests;
