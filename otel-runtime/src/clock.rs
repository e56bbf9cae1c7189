//! Time: ticks at the call, nanoseconds since 1970 on the collector thread.

use std::{collections::VecDeque, sync::OnceLock, time::SystemTime};

use quanta::Clock;

use crate::record::{Header, Marks, Times, write::unix_nanos};

/// Made, and with that calibrated, with the first telemetry: a program that traces nothing does
/// not wait for it.
static CLOCK: OnceLock<Clock> = OnceLock::new();

/// The process's clock.
pub(crate) fn clock() -> &'static Clock {
    CLOCK.get_or_init(Clock::new)
}

/// What the wall clock said at a tick.
#[derive(Clone, Copy, Debug)]
struct Anchor {
    ticks: u64,
    unix_nanos: u64,
}

/// Turns ticks into wall-clock time: each by the anchor that was the latest when it was read, so
/// that a parent and its child are told by the same one however long the parent runs, and a wall
/// clock that is set while spans are open turns none of them around.
#[derive(Debug)]
pub(crate) struct WallClock {
    clock: &'static Clock,
    anchors: VecDeque<Anchor>,
}

const NANOS_BETWEEN_ANCHORS: u64 = 1_000_000_000;
/// An hour; of what began earlier, the oldest anchor tells the time.
const KEPT_ANCHORS: usize = 3600;

impl WallClock {
    pub(crate) fn new() -> Self {
        let clock = clock();
        let mut anchors = VecDeque::new();
        anchors.push_back(Anchor::now(clock));
        Self { clock, anchors }
    }

    /// Takes a new anchor if the last one is a second old.
    pub(crate) fn refresh(&mut self) {
        let now = Anchor::now(self.clock);
        let age = |last: &Anchor| self.clock.delta_as_nanos(last.ticks, now.ticks);
        if self
            .anchors
            .back()
            .is_none_or(|last| age(last) >= NANOS_BETWEEN_ANCHORS)
        {
            self.anchors.push_back(now);
            if self.anchors.len() > KEPT_ANCHORS {
                self.anchors.pop_front();
            }
        }
    }

    /// Nanoseconds since 1970 at `ticks`.
    pub(crate) fn unix_nanos(&self, ticks: u64) -> u64 {
        let later = self.anchors.partition_point(|anchor| anchor.ticks <= ticks);
        match self.anchors.get(later.saturating_sub(1)) {
            Some(anchor) if anchor.ticks <= ticks => {
                anchor.unix_nanos + self.clock.delta_as_nanos(anchor.ticks, ticks)
            }
            Some(anchor) => {
                let before = self.clock.delta_as_nanos(ticks, anchor.ticks);
                anchor.unix_nanos.saturating_sub(before)
            }
            None => unix_nanos(SystemTime::now()),
        }
    }

    /// Start and end of a span: the start by the wall clock, the end by what went by since.
    pub(crate) fn times(&self, header: &Header) -> Times {
        let start = if header.marks.has(Marks::START_ABSOLUTE) {
            header.start
        } else {
            self.unix_nanos(header.start)
        };
        let end = if header.marks.has(Marks::END_ABSOLUTE) {
            header.end
        } else if header.marks.has(Marks::START_ABSOLUTE) {
            self.unix_nanos(header.end)
        } else {
            start + self.clock.delta_as_nanos(header.start, header.end)
        };
        Times {
            start,
            end: end.max(start),
        }
    }
}

impl Anchor {
    fn now(clock: &Clock) -> Self {
        Self {
            ticks: clock.raw(),
            unix_nanos: unix_nanos(SystemTime::now()),
        }
    }
}
