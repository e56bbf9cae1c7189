//! The backends of one telemetry, as the collector thread serves them.

use std::time::Instant;

use crate::{
    export::{Backend, Done},
    record::FinishedSpan,
};

pub(super) struct Pipeline {
    backends: Vec<Box<dyn Backend>>,
}

impl Pipeline {
    pub(super) fn new(backends: Vec<Box<dyn Backend>>) -> Self {
        Self { backends }
    }

    pub(super) fn accept(&mut self, span: &FinishedSpan<'_>) {
        for backend in &mut self.backends {
            backend.accept(span);
        }
    }

    pub(super) fn tick(&mut self, now: Instant) {
        for backend in &mut self.backends {
            backend.tick(now);
        }
    }

    pub(super) fn flush(&mut self, done: &Done) {
        for backend in &mut self.backends {
            backend.flush(done.clone());
        }
    }

    pub(super) fn shutdown(&mut self, deadline: Instant, done: &Done) {
        for backend in &mut self.backends {
            backend.shutdown(deadline, done.clone());
        }
    }
}
