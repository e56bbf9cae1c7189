//! Time: ticks at the call, nanoseconds since 1970 on the collector thread.

use std::{
    collections::VecDeque,
    sync::OnceLock,
    time::{Duration, SystemTime},
};

use quanta::Clock;

use crate::record::{
    Header, Marks, Times,
    write::{EventTime, unix_nanos},
};

/// Made, and with that calibrated, with the first telemetry: a program that traces nothing does
/// not wait for it.
static CLOCK: OnceLock<Clock> = OnceLock::new();

/// The process's clock.
pub(crate) fn clock() -> &'static Clock {
    CLOCK.get_or_init(Clock::new)
}

const SECOND: u64 = 1_000_000_000;
/// An hour; of what began earlier, the oldest anchor tells the time.
const KEPT_ANCHORS: usize = 3600;
/// A wall clock that goes back by more than this was set, and is followed at once.
const SET_BACK: u64 = SECOND;
/// The most that is made good in one second where our clock is ahead of the wall clock.
const FASTEST_CATCHING_UP: u64 = SECOND / 10;

/// When something happened for which a caller gave `time`.
///
/// Who reaches a span through the OpenTelemetry Context and gives no time has one given by the API:
/// the wall clock's of a moment ago. That is told by ticks, as start and end of the span are, so
/// that it lies between them.
pub(crate) fn event_time(time: SystemTime) -> EventTime {
    const MOMENT: Duration = Duration::from_micros(50);
    match SystemTime::now().duration_since(time) {
        Ok(age) if age <= MOMENT => EventTime::Ticks(clock().raw()),
        _ => EventTime::At(time),
    }
}

/// What the wall clock said at a tick, as far as spans are told.
#[derive(Clone, Copy, Debug)]
struct Anchor {
    ticks: u64,
    unix_nanos: u64,
    /// By how much our clock is ahead of the wall clock here: made good over the next second, so
    /// that it never goes back.
    ahead: u64,
}

/// Turns ticks into wall-clock time, each by the anchor that was the latest when it was read.
///
/// Later ticks are later times, so that no child starts before its parent, except where the wall
/// clock was set back by more than a second meanwhile.
#[derive(Debug)]
pub(crate) struct WallClock {
    clock: &'static Clock,
    anchors: VecDeque<Anchor>,
}

impl WallClock {
    pub(crate) fn new() -> Self {
        let clock = clock();
        let mut wall_clock = Self {
            clock,
            anchors: VecDeque::new(),
        };
        let (ticks, unix_nanos) = read(clock);
        wall_clock.anchor(ticks, unix_nanos);
        wall_clock
    }

    /// Takes a new anchor if the last one is a second old.
    pub(crate) fn refresh(&mut self) {
        let now = self.clock.raw();
        let age = |last: &Anchor| self.clock.delta_as_nanos(last.ticks, now);
        if self.anchors.back().is_none_or(|last| age(last) >= SECOND) {
            let (ticks, unix_nanos) = read(self.clock);
            self.anchor(ticks, unix_nanos);
        }
    }

    /// Takes note of what the wall clock says at `ticks`.
    fn anchor(&mut self, ticks: u64, wall: u64) {
        let told = self.anchors.back().map(|last| self.after(last, ticks));
        let ahead = told.map_or(0, |told| told.saturating_sub(wall));
        let (unix_nanos, ahead) = match told {
            Some(told) if ahead > 0 && ahead <= SET_BACK => (told, ahead.min(FASTEST_CATCHING_UP)),
            _ => (wall, 0),
        };
        self.anchors.push_back(Anchor {
            ticks,
            unix_nanos,
            ahead,
        });
        if self.anchors.len() > KEPT_ANCHORS {
            self.anchors.pop_front();
        }
    }

    /// Nanoseconds since 1970 at `ticks`.
    pub(crate) fn unix_nanos(&self, ticks: u64) -> u64 {
        let later = self.anchors.partition_point(|anchor| anchor.ticks <= ticks);
        match self.anchors.get(later.saturating_sub(1)) {
            Some(anchor) if anchor.ticks <= ticks => self.after(anchor, ticks),
            Some(anchor) => {
                let before = self.clock.delta_as_nanos(ticks, anchor.ticks);
                anchor.unix_nanos.saturating_sub(before)
            }
            None => unix_nanos(SystemTime::now()),
        }
    }

    fn after(&self, anchor: &Anchor, ticks: u64) -> u64 {
        let passed = self.clock.delta_as_nanos(anchor.ticks, ticks);
        let made_good = passed.min(SECOND) * anchor.ahead / SECOND;
        // A wall clock may stand where 64 bits of nanoseconds end.
        anchor.unix_nanos.saturating_add(passed - made_good)
    }

    /// When something happened in a span: told as the span's end is, so that it lies within.
    pub(crate) fn within(&self, header: &Header, times: Times, ticks: u64) -> u64 {
        if header.marks.has(Marks::START_ABSOLUTE) {
            self.unix_nanos(ticks)
        } else {
            let since = self.clock.delta_as_nanos(header.start, ticks);
            times.start.saturating_add(since)
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
            start.saturating_add(self.clock.delta_as_nanos(header.start, header.end))
        };
        Times {
            start,
            end: end.max(start),
        }
    }
}

/// Both clocks at one moment: of a few readings the one least disturbed in between.
fn read(clock: &Clock) -> (u64, u64) {
    let reading = |_| {
        let before = clock.raw();
        let wall = unix_nanos(SystemTime::now());
        let apart = clock.raw().saturating_sub(before);
        (apart, before + apart / 2, wall)
    };
    let best = (0..5).map(reading).min_by_key(|(apart, ..)| *apart);
    best.map_or((0, 0), |(_, ticks, wall)| (ticks, wall))
}

#[cfg(test)]
#[path = "clock_tests.rs"]
mod tests;
