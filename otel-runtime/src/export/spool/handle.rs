//! What the collector thread and the worker hold of a spool.

use std::{
    io,
    path::Path,
    sync::{
        Arc,
        mpsc::{Sender, channel},
    },
    thread,
    time::Instant,
};

use tokio::sync::mpsc::UnboundedSender;

use super::{
    disk::Disk,
    keeper::Keeper,
    settings::SpoolSettings,
    store::{Limits, Store},
};
use crate::{
    Error,
    diagnostics::warn,
    export::{BatchSettings, Done, Ledger, Room, otlp, otlp::SealedBatch},
};

/// The way back from the worker to the spool, once for each batch.
#[derive(Debug)]
pub(crate) struct Receipt {
    pub(super) commands: Sender<Command>,
    pub(super) on_disk: bool,
}

impl Receipt {
    /// Whether the batch is on the disk as well, and need not be given up at a deadline.
    pub(crate) fn is_on_disk(&self) -> bool {
        self.on_disk
    }

    /// All of the batch was acknowledged, rejected or dropped; `max_bytes` is what the receiver is
    /// known to take in one request.
    pub(crate) fn settled(self, max_bytes: usize) {
        self.answer(Some(max_bytes as u64));
    }

    /// The batch, or a part of it, was not settled: it stays for the next start.
    pub(crate) fn kept(self) {
        self.answer(None);
    }

    fn answer(self, settled: Option<u64>) {
        // The spool has ended only if the worker answered long after the deadline.
        let _ = self.commands.send(Command::Answered { settled });
    }
}

#[derive(Debug)]
pub(super) enum Command {
    Append(SealedBatch),
    Answered {
        /// The most bytes in a request, if all of the batch is settled.
        settled: Option<u64>,
    },
    Flush(Done),
    /// Without `done`, nobody waits.
    Shutdown {
        deadline: Instant,
        done: Option<Done>,
    },
}

/// The collector thread's end of a spool. Dropped, the spool ends.
#[derive(Debug)]
pub(crate) struct Spool {
    commands: Sender<Command>,
}

/// Becomes the owner of a spool's folder. `None` in a child made by `fork` whose parent owns it:
/// the child queues in memory.
pub(crate) fn open(spool: &SpoolSettings) -> Result<Option<Disk>, Error> {
    spool.check()?;
    let folder = spool.folder();
    match Disk::open(folder) {
        Ok(disk) => Ok(Some(disk)),
        Err(error) if error.kind() == io::ErrorKind::ResourceBusy && spool.is_inherited() => {
            let folder = folder.display();
            warn(&format!(
                "spool {folder}: it is the parent's; this child queues in memory"
            ));
            Ok(None)
        }
        Err(error) => Err(unusable(folder, &error)),
    }
}

fn unusable(path: &Path, error: &io::Error) -> crate::Error {
    crate::Error::invalid(
        "OTLP spool",
        path.display(),
        format!(
            "a folder that is not there yet, or that only its owner may enter (mode 700), used by \
             no other exporter or process: {error}"
        ),
    )
}

/// What a spool is started with.
pub(crate) struct Start<'a> {
    pub(crate) name: String,
    pub(crate) spool: &'a SpoolSettings,
    pub(crate) batch: BatchSettings,
    pub(crate) room: Arc<Room>,
    pub(crate) ledger: Arc<Ledger>,
    /// The backend's worker on the export thread.
    pub(crate) worker: UnboundedSender<otlp::Command>,
}

impl Spool {
    /// Starts the thread, which takes over what it finds in the folder.
    pub(crate) fn start(disk: Disk, start: Start<'_>) -> Result<Self, Error> {
        let limits = limits(start.spool, &start.batch);
        let store =
            Store::new(disk, limits).map_err(|error| unusable(start.spool.folder(), &error))?;
        let (commands, received) = channel();
        let keeper = Keeper::new(store, start, commands.clone());
        let keep = move || {
            let _suppressed = opentelemetry::Context::enter_telemetry_suppressed_scope();
            keeper.run(&received);
        };
        thread::Builder::new()
            .name("otel-spool".to_owned())
            .spawn(keep)
            .map_err(|error| Error::not_started("the spool's thread", error))?;
        Ok(Self { commands })
    }

    /// Takes a batch; gives it back when the spool has ended.
    pub(crate) fn append(&self, batch: SealedBatch) -> Result<(), SealedBatch> {
        let unsent = self.commands.send(Command::Append(batch)).err();
        match unsent.map(|unsent| unsent.0) {
            Some(Command::Append(batch)) => Err(batch),
            _ => Ok(()),
        }
    }

    /// Tells `done` when everything that came before is settled.
    pub(crate) fn flush(&self, done: Done) {
        let _ = self.commands.send(Command::Flush(done));
    }

    /// Sends what it can until the deadline; the rest stays for the next start.
    pub(crate) fn shutdown(&self, deadline: Instant, done: Done) {
        let done = Some(done);
        let _ = self.commands.send(Command::Shutdown { deadline, done });
    }
}

impl Drop for Spool {
    fn drop(&mut self) {
        let (deadline, done) = (Instant::now(), None);
        let _ = self.commands.send(Command::Shutdown { deadline, done });
    }
}

/// A segment is what one request may carry, and a quarter of the spool at most: dropping the oldest
/// must not drop nearly everything.
fn limits(spool: &SpoolSettings, batch: &BatchSettings) -> Limits {
    let max_bytes = spool.limit();
    Limits {
        max_bytes,
        segment_bytes: (batch.max_bytes as u64).min(max_bytes / 4),
        segment_spans: batch.max_spans_a_request(),
    }
}
