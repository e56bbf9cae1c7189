//! What the collector thread asks of a backend.

use std::{sync::mpsc::Sender, time::Instant};

use crate::record::FinishedSpan;

/// Told once by a backend's worker when it has done all that was asked before; `Err` says in one
/// sentence what was not delivered.
pub(crate) type Done = Sender<Result<(), String>>;

/// The collector thread's side of one backend: it takes spans, makes batches of them and queues
/// those for a worker of its own. Nothing here may block: the collector serves all backends.
pub(crate) trait Backend: Send {
    /// Takes one finished span into the open batch; seals it when it is full.
    fn accept(&mut self, span: &FinishedSpan<'_>);
    /// Called after each drain of the rings: seals the open batch when its delay has passed.
    fn tick(&mut self, now: Instant);
    /// Seals the open batch and asks the worker to tell `done` when all that was queued is settled.
    fn flush(&mut self, done: Done);
    /// As `flush`; then the worker ends. What is not settled at the deadline is dropped and counted.
    fn shutdown(&mut self, deadline: Instant, done: Done);
}
