//! The end of a spool: what can be sent is sent, the rest stays for the next start.

use std::{
    sync::mpsc::{Receiver, channel},
    time::{Duration, Instant},
};

use super::{
    files::Files,
    handle::Command,
    keeper::{AGAIN, Keeper},
};
use crate::{
    diagnostics::say,
    export::{Done, DropCause, otlp},
};

/// How long after the deadline the worker may take to give back what it has: it does so at once,
/// unless its thread finds no processor.
const GRACE: Duration = Duration::from_secs(5);

impl<F: Files> Keeper<F> {
    /// Sends what can be sent until the deadline; then the worker gives back what it has.
    pub(super) fn shut_down(
        mut self,
        received: &Receiver<Command>,
        deadline: Instant,
        done: Option<Done>,
    ) {
        self.stopping = true;
        loop {
            let now = Instant::now();
            let mut found = false;
            if now < deadline {
                self.work();
                found = self.recover_next();
            }
            let empty = !found && self.store.waiting_spans() == 0 && self.unwritten.is_empty();
            let until = match self.sending {
                None if empty || now >= deadline => break,
                _ if found => now,
                None => deadline.min(now + AGAIN),
                Some(_) => deadline + GRACE,
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
        self.book();
        let _ = self.store.sync();
        let spooled = self.ledger.snapshot().spooled;
        if spooled > 0 {
            let Self { name, folder, .. } = &self;
            say(&format!(
                "otel: {name}: {spooled} spans wait in {folder} for the next start"
            ));
        }
        for flush in std::mem::take(&mut self.flushes) {
            self.tell_worker(otlp::Command::Flush(flush.done));
        }
        let worker = self.worker;
        // Who waits for the answer may open the folder again.
        drop(self.store);
        let _ = worker.send(otlp::Command::Shutdown(done.unwrap_or_else(|| channel().0)));
    }
}
