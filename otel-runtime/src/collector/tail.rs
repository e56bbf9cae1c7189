//! The tail decision of one telemetry: what is held, and the books about it.

use std::{sync::atomic::Ordering, time::Instant};

use super::{Served, pipeline::give};
use crate::{
    processing::{Holding, TailSampling},
    provider::Core,
    record::FinishedSpan,
};

pub(super) struct Tail {
    core: &'static Core,
    holding: Holding,
    now: Instant,
}

type Backends = [Served];

impl Tail {
    pub(super) fn new(core: &'static Core, settings: TailSampling) -> Self {
        Self {
            core,
            holding: Holding::new(settings),
            now: Instant::now(),
        }
    }

    /// Booked with the end of the round, not span by span.
    pub(super) fn accept(&mut self, span: &FinishedSpan<'_>, backends: &mut Backends) {
        self.holding
            .accept(span, self.now, &mut |span| give(backends, span));
    }

    /// After every round of the rings.
    pub(super) fn tick(&mut self, now: Instant, backends: &mut Backends) {
        self.now = now;
        self.decide_ended(backends);
        self.booked(|holding| holding.decide_overdue(now, &mut |span| give(backends, span)));
    }

    pub(super) fn decide_ended(&mut self, backends: &mut Backends) {
        self.booked(|holding| holding.decide_ended(&mut |span| give(backends, span)));
    }

    pub(super) fn decide_all(&mut self, backends: &mut Backends) {
        self.booked(|holding| holding.decide_all(&mut |span| give(backends, span)));
    }

    /// Does the work and writes down what came of it.
    fn booked(&mut self, work: impl FnOnce(&mut Holding)) {
        work(&mut self.holding);
        let counts = self.core.counts.get();
        let dropped = self.holding.take_dropped() as u64;
        counts.tail_dropped.fetch_add(dropped, Ordering::Relaxed);
        let held = self.holding.spans() as u64;
        counts.tail_held.store(held, Ordering::Relaxed);
    }
}
