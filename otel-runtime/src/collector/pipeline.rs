//! The backends of one telemetry, as the collector thread serves them.

use std::time::Instant;

use super::{Served, tail::Tail};
use crate::{provider::Question, record::FinishedSpan};

pub(super) struct Pipeline {
    backends: Vec<Served>,
    /// Where traces wait to be decided, once there was one.
    tail: Option<Tail>,
}

impl Pipeline {
    pub(super) fn new(backends: Vec<Served>) -> Self {
        let tail = None;
        Self { backends, tail }
    }

    /// Adds a backend; what waits for the end of its trace is still shown to it.
    pub(super) fn add(&mut self, backend: Served) {
        self.decide_ended();
        self.backends.push(backend);
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
        for (_, backend) in &mut self.backends {
            backend.tick(now);
        }
    }

    pub(super) fn flush(&mut self, question: Question) {
        self.decide_ended();
        let done = question.to(self.backends.len());
        for (_, backend) in &mut self.backends {
            backend.flush(done.clone());
        }
    }

    /// Ends one backend, which gets no further spans. One that could not be started here has
    /// nothing to answer.
    pub(super) fn remove(&mut self, id: usize, deadline: Instant, question: Question) {
        self.decide_ended();
        let (mut removed, kept) = std::mem::take(&mut self.backends)
            .into_iter()
            .partition(|(backend, _)| *backend == id);
        self.backends = kept;
        shut_down(&mut removed, deadline, question);
    }

    pub(super) fn shutdown(&mut self, deadline: Instant, question: Question) {
        if let Some(tail) = &mut self.tail {
            tail.decide_all(&mut self.backends);
        }
        shut_down(&mut self.backends, deadline, question);
    }

    fn decide_ended(&mut self) {
        if let Some(tail) = &mut self.tail {
            tail.decide_ended(&mut self.backends);
        }
    }
}

/// Shows a span to every backend.
pub(super) fn give(backends: &mut [Served], span: &FinishedSpan<'_>) {
    for (_, backend) in backends {
        backend.accept(span);
    }
}

fn shut_down(backends: &mut Vec<Served>, deadline: Instant, question: Question) {
    let done = question.to(backends.len());
    for (_, backend) in backends {
        backend.shutdown(deadline, done.clone());
    }
}
