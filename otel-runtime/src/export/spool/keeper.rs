//! The spool's thread: writes what comes, sends what is due, deletes what is settled.

use std::{
    collections::VecDeque,
    sync::{
        Arc,
        mpsc::{Receiver, Sender, channel},
    },
    time::{Duration, Instant},
};

use tokio::sync::mpsc::UnboundedSender;

use super::{
    files::Files,
    handle::{Command, Receipt, Start},
    segment,
    store::Store,
};
use crate::{
    diagnostics::{say, warn},
    export::{BatchSettings, Done, DropCause, Ledger, Room, otlp, otlp::SealedBatch},
};

/// How long what was written may wait for an fsync.
const SYNC: Duration = Duration::from_millis(500);

/// How soon a disk that failed is tried again.
const AGAIN: Duration = Duration::from_millis(100);

/// How long the thread sleeps when nothing is to be done, until it is asked.
const IDLE: Duration = Duration::from_secs(3_600);

pub(super) struct Keeper<F> {
    name: String,
    folder: String,
    store: Store<F>,
    batch: BatchSettings,
    room: Arc<Room>,
    ledger: Arc<Ledger>,
    worker: UnboundedSender<otlp::Command>,
    /// For the receipts.
    commands: Sender<Command>,
    /// What is not on the disk: it came just now, or the disk fails.
    unwritten: VecDeque<SealedBatch>,
    sending: Option<Sending>,
    /// Flushes that wait until all segments before a number are settled.
    flushes: VecDeque<(u64, Done)>,
    /// When the segment that is written was begun.
    opened: Option<Instant>,
    synced: Instant,
    stopping: bool,
    /// Whether it was said that the disk fails.
    failing: bool,
}

/// What the worker has at the moment.
enum Sending {
    Disk,
    /// A batch that never came to the disk, and what it takes of the queue's room.
    Memory {
        bytes: usize,
        spans: usize,
    },
}

impl<F: Files> Keeper<F> {
    pub(super) fn new(store: Store<F>, start: Start<'_>, commands: Sender<Command>) -> Self {
        Self {
            folder: start.spool.folder().display().to_string(),
            name: start.name,
            store,
            batch: start.batch,
            room: start.room,
            ledger: start.ledger,
            worker: start.worker,
            commands,
            unwritten: VecDeque::new(),
            sending: None,
            flushes: VecDeque::new(),
            opened: None,
            synced: Instant::now(),
            stopping: false,
            failing: false,
        }
    }

    pub(super) fn run(mut self, received: &Receiver<Command>) {
        self.recover();
        loop {
            self.work();
            match received.recv_timeout(self.pause()) {
                Ok(Command::Shutdown { deadline, done }) => {
                    return self.shut_down(received, deadline, done);
                }
                Ok(command) => self.obey(command),
                Err(_) => {}
            }
        }
    }

    fn recover(&mut self) {
        let recovered = self.store.recover();
        self.ledger.recovered(recovered.spans);
        let Self { name, folder, .. } = &*self;
        if recovered.spans > 0 {
            let spans = recovered.spans;
            say(&format!(
                "otel: {name}: {spans} spans of an earlier run wait in {folder} and are sent"
            ));
        }
        if recovered.torn_bytes > 0 {
            let bytes = recovered.torn_bytes;
            warn(&format!(
                "{name}: {bytes} bytes in {folder} are no whole records and were cut"
            ));
        }
        if recovered.unreadable > 0 {
            let files = recovered.unreadable;
            warn(&format!(
                "{name}: {files} files in {folder} cannot be read and stay there"
            ));
        }
    }

    fn obey(&mut self, command: Command) {
        match command {
            Command::Append(batch) => self.unwritten.push_back(batch),
            Command::Answered { settled } => {
                let sending = self.sending.take();
                if let Some(Sending::Memory { bytes, spans }) = sending {
                    self.room.remove(bytes, spans);
                } else if let Some(max_bytes) = settled {
                    self.store.acknowledge();
                    self.store.limit_segments(max_bytes);
                }
            }
            Command::Flush(done) => {
                self.close();
                self.flushes.push_back((self.store.next(), done));
            }
            // Only the first one counts; nobody may wait for another.
            Command::Shutdown { done, .. } => drop(done.map(|done| done.send(Ok(())))),
        }
    }

    /// All that can be done now.
    fn work(&mut self) {
        self.write();
        let now = Instant::now();
        if self.store.is_dirty() && now.duration_since(self.synced) >= SYNC {
            // Busy with the one before, or to be tried again: it stays dirty.
            let _ = self.store.sync();
            self.synced = now;
        }
        self.send_next(now);
        self.book_losses();
        while let Some((number, _)) = self.flushes.front() {
            if self.store.holds_before(*number) || !self.unwritten.is_empty() {
                break;
            }
            if let Some((_, done)) = self.flushes.pop_front() {
                self.tell_worker(otlp::Command::Flush(done));
            }
        }
    }

    /// How long the thread may sleep unless it is asked something.
    fn pause(&self) -> Duration {
        let mut pause = IDLE;
        if !self.unwritten.is_empty() {
            pause = AGAIN;
        }
        if self.store.is_dirty() {
            pause = pause.min(SYNC.saturating_sub(self.synced.elapsed()));
        }
        if self.sending.is_none() {
            if let Some(opened) = self.opened {
                pause = pause.min(self.batch.delay.saturating_sub(opened.elapsed()));
            }
            // One that waits although nothing is being sent could not be read.
            if self.store.has_closed() {
                pause = pause.min(AGAIN);
            }
        }
        pause
    }

    /// Writes what is not on the disk, in order, until the disk fails.
    fn write(&mut self) {
        while let Some(batch) = self.unwritten.pop_front() {
            let (bytes, spans) = (batch.len(), batch.spans());
            let record = segment::record(batch.pieces(), spans)
                .filter(|record| self.store.can_hold(record.len() as u64));
            match record.map(|record| self.store.append(&record, spans)) {
                Some(Ok(())) => {
                    self.opened.get_or_insert_with(Instant::now);
                    self.failing = false;
                }
                Some(Err(error)) => {
                    self.unwritten.push_front(batch);
                    if !std::mem::replace(&mut self.failing, true) {
                        let Self { name, folder, .. } = &*self;
                        warn(&format!(
                            "{name}: spans wait in memory, {folder} cannot be written: {error}"
                        ));
                    }
                    return;
                }
                None => self.ledger.dropped(DropCause::SpoolFull, spans),
            }
            self.room.remove(bytes, spans);
        }
    }

    /// Has the worker send the oldest segment, or what is being written if it is due.
    fn send_next(&mut self, now: Instant) {
        if self.sending.is_some() {
            return;
        }
        let mut taken = self.store.take();
        if taken.is_none() && self.is_due(now) {
            self.close();
            taken = self.store.take();
        }
        let (batch, sending) = match taken {
            Some(taken) => (SealedBatch::of_body(taken.body, taken.spans), Sending::Disk),
            None => {
                let Some(batch) = self.unwritten.pop_front() else {
                    return;
                };
                let (bytes, spans) = (batch.len(), batch.spans());
                (batch, Sending::Memory { bytes, spans })
            }
        };
        let receipt = Receipt {
            commands: self.commands.clone(),
            on_disk: matches!(sending, Sending::Disk),
        };
        self.sending = Some(sending);
        self.tell_worker(otlp::Command::Export(batch, Some(receipt)));
    }

    fn is_due(&self, now: Instant) -> bool {
        let waited = |opened| now.duration_since(opened) >= self.batch.delay;
        self.stopping
            || !self.flushes.is_empty()
            || self.store.active_spans() >= self.batch.max_spans
            || self.opened.is_some_and(waited)
    }

    fn close(&mut self) {
        self.store.close();
        self.opened = None;
    }

    fn book_losses(&mut self) {
        let losses = self.store.take_losses();
        self.ledger.dropped(DropCause::SpoolFull, losses.full);
        self.ledger.dropped(DropCause::SpoolDamaged, losses.damaged);
    }

    /// Sends what can be sent until the deadline; then the worker gives back what it has.
    fn shut_down(mut self, received: &Receiver<Command>, deadline: Instant, done: Option<Done>) {
        self.stopping = true;
        loop {
            let now = Instant::now();
            if now < deadline {
                self.work();
            }
            let empty = self.store.waiting_spans() == 0 && self.unwritten.is_empty();
            let until = match self.sending {
                None if empty || now >= deadline => break,
                None => deadline.min(now + AGAIN),
                Some(_) => deadline + AGAIN,
            };
            match received.recv_timeout(until.saturating_duration_since(now)) {
                Ok(command) => self.obey(command),
                Err(_) if Instant::now() > deadline => break,
                Err(_) => {}
            }
        }
        self.end(done);
    }

    /// Books what is left, gives the folder free, and has the worker answer.
    fn end(mut self, done: Option<Done>) {
        self.write();
        self.ledger.spooled(self.store.waiting_spans());
        for batch in std::mem::take(&mut self.unwritten) {
            self.ledger.dropped(DropCause::ShutDown, batch.spans());
            self.room.remove(batch.len(), batch.spans());
        }
        self.book_losses();
        let _ = self.store.sync();
        let spooled = self.ledger.snapshot().spooled;
        if spooled > 0 {
            let Self { name, folder, .. } = &self;
            say(&format!(
                "otel: {name}: {spooled} spans wait in {folder} for the next start"
            ));
        }
        for (_, flush) in std::mem::take(&mut self.flushes) {
            self.tell_worker(otlp::Command::Flush(flush));
        }
        let worker = self.worker;
        // Who waits for the answer may open the folder again.
        drop(self.store);
        let _ = worker.send(otlp::Command::Shutdown(done.unwrap_or_else(|| channel().0)));
    }

    fn tell_worker(&self, command: otlp::Command) {
        // The worker only ends when it is told to, and then nothing follows.
        let _ = self.worker.send(command);
    }
}
