//! The backends of one telemetry, as the collector thread serves them.

use std::time::Instant;

use super::Served;
use crate::{provider::Question, record::FinishedSpan};

pub(super) struct Pipeline {
    backends: Vec<Served>,
}

impl Pipeline {
    pub(super) fn new(backends: Vec<Served>) -> Self {
        Self { backends }
    }

    pub(super) fn add(&mut self, backend: Served) {
        self.backends.push(backend);
    }

    pub(super) fn accept(&mut self, span: &FinishedSpan<'_>) {
        for (_, backend) in &mut self.backends {
            backend.accept(span);
        }
    }

    pub(super) fn tick(&mut self, now: Instant) {
        for (_, backend) in &mut self.backends {
            backend.tick(now);
        }
    }

    pub(super) fn flush(&mut self, question: Question) {
        let done = question.to(self.backends.len());
        for (_, backend) in &mut self.backends {
            backend.flush(done.clone());
        }
    }

    /// Ends one backend, which gets no further spans. One that was never started here has nothing
    /// to answer.
    pub(super) fn remove(&mut self, id: usize, deadline: Instant, question: Question) {
        let (removed, kept) = std::mem::take(&mut self.backends)
            .into_iter()
            .partition(|(backend, _)| *backend == id);
        self.backends = kept;
        Self { backends: removed }.shutdown(deadline, question);
    }

    pub(super) fn shutdown(&mut self, deadline: Instant, question: Question) {
        let done = question.to(self.backends.len());
        for (_, backend) in &mut self.backends {
            backend.shutdown(deadline, done.clone());
        }
    }
}
