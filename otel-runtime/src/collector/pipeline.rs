//! The backends of one telemetry, as the collector thread serves them.

use std::time::Instant;

use super::tail::Tail;
use crate::{
    export::{Backend, Done},
    record::FinishedSpan,
};

pub(super) struct Pipeline {
    backends: Vec<Box<dyn Backend>>,
    /// Where traces wait to be decided, once there was one.
    tail: Option<Tail>,
}

impl Pipeline {
    pub(super) fn new(backends: Vec<Box<dyn Backend>>) -> Self {
        let tail = None;
        Self { backends, tail }
    }

    pub(super) fn accept(&mut self, span: &FinishedSpan<'_>) {
        if let Some(settings) = span.header.core.tail {
            let tail = self
                .tail
                .get_or_insert_with(|| Tail::new(span.header.core, settings));
            tail.accept(span, &mut self.backends);
        } else {
            give(&mut self.backends, span);
        }
    }

    pub(super) fn tick(&mut self, now: Instant) {
        if let Some(tail) = &mut self.tail {
            tail.tick(now, &mut self.backends);
        }
        for backend in &mut self.backends {
            backend.tick(now);
        }
    }

    pub(super) fn flush(&mut self, done: &Done) {
        if let Some(tail) = &mut self.tail {
            tail.decide_ended(&mut self.backends);
        }
        for backend in &mut self.backends {
            backend.flush(done.clone());
        }
    }

    pub(super) fn shutdown(&mut self, deadline: Instant, done: &Done) {
        if let Some(tail) = &mut self.tail {
            tail.decide_all(&mut self.backends);
        }
        for backend in &mut self.backends {
            backend.shutdown(deadline, done.clone());
        }
    }
}

/// Shows a span to every backend.
pub(super) fn give(backends: &mut [Box<dyn Backend>], span: &FinishedSpan<'_>) {
    for backend in backends {
        backend.accept(span);
    }
}
