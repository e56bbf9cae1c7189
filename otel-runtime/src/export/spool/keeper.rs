//! The spool's thread: writes what comes, sends what is due, deletes what is settled.

use std::{
    collections::VecDeque,
    sync::{
        Arc,
        mpsc::{Receiver, Sender},
    },
    time::{Duration, Instant},
};

use tokio::sync::mpsc::UnboundedSender;

use super::{
    files::Files,
    handle::{Command, Receipt, Start},
    segment,
    store::{Recovered, Store},
};
use crate::{
    diagnostics::{say, warn},
    export::{BatchSettings, Done, DropCause, Ledger, Room, otlp, otlp::SealedBatch},
};

/// How long what was written may wait for an fsync.
const SYNC: Duration = Duration::from_millis(500);

/// How soon a disk that failed is tried again.
pub(super) const AGAIN: Duration = Duration::from_millis(100);

/// How long the thread sleeps when nothing is to be done, until it is asked.
const IDLE: Duration = Duration::from_secs(3_600);

pub(super) struct Keeper<F> {
    pub(super) name: String,
    pub(super) folder: String,
    pub(super) store: Store<F>,
    batch: BatchSettings,
    pub(super) room: Arc<Room>,
    pub(super) ledger: Arc<Ledger>,
    pub(super) worker: UnboundedSender<otlp::Command>,
    /// For the receipts.
    commands: Sender<Command>,
    /// What is not on the disk: it came just now, or the disk fails.
    pub(super) unwritten: VecDeque<SealedBatch>,
    pub(super) sending: Option<Sending>,
    pub(super) flushes: VecDeque<Flush>,
    /// When the segment that is written was begun.
    opened: Option<Instant>,
    synced: Instant,
    /// All that was taken over, to be told when it is all.
    recovered: Recovered,
    pub(super) stopping: bool,
    /// Whether it was said that the disk fails.
    failing: bool,
}

/// A flush that waits until what came before it is settled.
pub(super) struct Flush {
    /// All of that is in segments before this one; not known while some of it is unwritten.
    before: Option<u64>,
    pub(super) done: Done,
}

/// What the worker has at the moment.
pub(super) enum Sending {
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
            recovered: Recovered::default(),
            stopping: false,
            failing: false,
        }
    }

    pub(super) fn run(mut self, received: &Receiver<Command>) {
        loop {
            self.work();
            // What was found is read between the commands, so that what ends now is written in time.
            let pause = match self.recover_next() {
                true => Duration::ZERO,
                false => self.pause(),
            };
            match received.recv_timeout(pause) {
                Ok(Command::Shutdown { deadline, done }) => {
                    return self.shut_down(received, deadline, done);
                }
                Ok(command) => self.obey(command),
                Err(_) => {}
            }
        }
    }

    /// Takes over one segment of an earlier run; `false` when there is none left.
    pub(super) fn recover_next(&mut self) -> bool {
        let read = self.store.recover_next();
        self.book();
        if !self.store.has_found() {
            let recovered = std::mem::take(&mut self.recovered);
            self.tell(recovered);
        }
        read
    }

    fn tell(&self, recovered: Recovered) {
        let Self { name, folder, .. } = self;
        let Recovered {
            spans,
            torn_bytes,
            unreadable,
        } = recovered;
        if spans > 0 {
            say(&format!(
                "otel: {name}: {spans} spans of an earlier run are sent from {folder}"
            ));
        }
        if torn_bytes > 0 {
            warn(&format!(
                "{name}: {torn_bytes} bytes in {folder} are no whole records and were cut"
            ));
        }
        if unreadable > 0 {
            warn(&format!(
                "{name}: {unreadable} files in {folder} cannot be read and stay there"
            ));
        }
    }

    pub(super) fn obey(&mut self, command: Command) {
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
            Command::Flush(done) => self.flushes.push_back(Flush { before: None, done }),
            // Only the first one counts; nobody may wait for another.
            Command::Shutdown { done, .. } => drop(done.map(|done| done.send(Ok(())))),
        }
    }

    /// All that can be done now.
    pub(super) fn work(&mut self) {
        self.write();
        self.number_flushes();
        self.answer_flushes();
        let now = Instant::now();
        if self.store.is_dirty() && now.duration_since(self.synced) >= SYNC {
            // Busy with the one before, or to be tried again: it stays dirty.
            let _ = self.store.sync();
            self.synced = now;
        }
        self.send_next(now);
        self.answer_flushes();
    }

    fn answer_flushes(&mut self) {
        self.book();
        while let Some(before) = self.flushes.front().and_then(|flush| flush.before) {
            if self.store.holds_before(before) {
                break;
            }
            if let Some(flush) = self.flushes.pop_front() {
                self.tell_worker(otlp::Command::Flush(flush.done));
            }
        }
    }

    fn number_flushes(&mut self) {
        if self.unwritten.is_empty() && self.flushes.iter().any(|flush| flush.before.is_none()) {
            self.close();
            let number = self.store.next();
            for flush in &mut self.flushes {
                flush.before.get_or_insert(number);
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
    pub(super) fn write(&mut self) {
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

    /// Books what the store has taken over and what it has lost.
    pub(super) fn book(&mut self) {
        let recovered = self.store.take_recovered();
        self.recovered.add(recovered);
        self.ledger.recovered(recovered.spans);
        let losses = self.store.take_losses();
        self.ledger.dropped(DropCause::SpoolFull, losses.full);
        self.ledger.dropped(DropCause::SpoolDamaged, losses.damaged);
    }

    pub(super) fn tell_worker(&self, command: otlp::Command) {
        // The worker only ends when it is told to, and then nothing follows.
        let _ = self.worker.send(command);
    }
}

#[cfg(test)]
#[path = "keeper_tests.rs"]
mod tests;
