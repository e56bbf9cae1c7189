//! Faults of a destination over time, with the spans that are made meanwhile.

use std::{
    thread::sleep,
    time::{Duration, Instant},
};

use crate::{Answer, Line, Sink};

/// A fault of a destination, and the spans that a program makes meanwhile.
#[derive(Clone, Debug)]
pub struct Scenario {
    /// One word.
    pub name: &'static str,
    /// What goes wrong.
    pub fault: &'static str,
    /// How many spans are made.
    pub spans: u64,
    /// Within how long, evenly; as fast as possible if zero.
    pub during: Duration,
    /// What happens to the destination, and when, in order.
    pub steps: Vec<(Duration, Step)>,
    /// What a program may lose at most.
    pub loses: Loses,
}

/// Something that happens to a destination.
#[derive(Clone, Copy, Debug)]
pub enum Step {
    /// To its connections.
    Line(Line),
    /// To its requests.
    Answer(Answer),
}

/// What a program may lose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Loses {
    /// Every span can be delivered.
    Nothing,
    /// The destination refuses some for good.
    WhatIsRefused,
    /// There is not enough time for all of them.
    WhatIsLate,
    /// Nothing can be delivered.
    Everything,
}

/// How fast time goes by: the durations of the scenarios are divided by it.
#[derive(Clone, Copy, Debug)]
pub struct Pace(pub u32);

impl Scenario {
    /// What is wrong from the start.
    pub fn begin(&self, sink: &Sink) {
        let first = self.steps.iter().filter(|(at, _)| at.is_zero());
        first.for_each(|(_, step)| step.happen(sink));
    }

    /// The rest, each at its time from now on. Returns after the last.
    pub fn play(&self, sink: &Sink) {
        let start = Instant::now();
        for (at, step) in self.steps.iter().filter(|(at, _)| !at.is_zero()) {
            sleep(at.saturating_sub(start.elapsed()));
            step.happen(sink);
        }
    }

    fn new(name: &'static str, fault: &'static str) -> Self {
        Self {
            name,
            fault,
            spans: 0,
            during: Duration::ZERO,
            steps: Vec::new(),
            loses: Loses::Nothing,
        }
    }

    fn makes(self, spans: u64, during: Duration) -> Self {
        Self {
            spans,
            during,
            ..self
        }
    }

    fn at(mut self, time: Duration, step: impl Into<Step>) -> Self {
        self.steps.push((time, step.into()));
        self
    }

    fn loses(self, loses: Loses) -> Self {
        Self { loses, ..self }
    }
}

impl Step {
    fn happen(self, sink: &Sink) {
        match self {
            Self::Line(line) => sink.line(line),
            Self::Answer(answer) => sink.answer(answer),
        }
    }
}

impl From<Line> for Step {
    fn from(line: Line) -> Self {
        Self::Line(line)
    }
}

impl From<Answer> for Step {
    fn from(answer: Answer) -> Self {
        Self::Answer(answer)
    }
}

/// The scenarios; their durations are as their names say at a pace of 1.
#[must_use]
pub fn scenarios(pace: Pace) -> Vec<Scenario> {
    let s = |seconds: u64| Duration::from_secs(seconds) / pace.0;
    let now = Duration::ZERO;
    let of = Scenario::new;
    vec![
        of("baseline", "none").makes(10_000, s(5)),
        of("burst_10k", "10,000 spans at once").makes(10_000, now),
        of("burst_100k", "100,000 spans at once").makes(100_000, now),
        of("down_first_10s", "nothing listens for 10 s")
            .makes(10_000, s(10))
            .at(now, Line::Down)
            .at(s(10), Line::Open),
        of("down_mid_10s", "goes away for 10 s")
            .makes(14_000, s(14))
            .at(s(2), Line::Down)
            .at(s(12), Line::Open),
        of("slow_1s", "1 s for each request")
            .makes(10_000, s(5))
            .at(now, Answer::TakeAfter(s(1))),
        of("slow_5s", "5 s for each request")
            .makes(10_000, s(5))
            .at(now, Answer::TakeAfter(Duration::from_secs(5)))
            .loses(Loses::WhatIsLate),
        of("reset_first_10s", "resets connections for 10 s")
            .makes(10_000, s(10))
            .at(now, Line::Reset)
            .at(s(10), Line::Open),
        of("reset_every_400kB", "resets each connection after 400 kB")
            .makes(10_000, s(5))
            .at(now, Line::ResetAfter(400_000)),
        of("reset_in_a_burst", "the same, for 20,000 spans at once")
            .makes(20_000, now)
            .at(now, Line::ResetAfter(400_000)),
        of("unavailable_5s", "UNAVAILABLE for 5 s")
            .makes(8_000, s(8))
            .at(now, Answer::Unavailable)
            .at(s(5), Answer::Take),
        of("throttled_5s", "RESOURCE_EXHAUSTED with RetryInfo")
            .makes(8_000, s(8))
            .at(now, Answer::Throttled(s(1)))
            .at(s(5), Answer::Take),
        of("exhausted_5s", "RESOURCE_EXHAUSTED without RetryInfo")
            .makes(8_000, s(8))
            .at(now, Answer::Refuse)
            .at(s(5), Answer::Take)
            .loses(Loses::WhatIsRefused),
        of("too_large", "takes 100 kB a request")
            .makes(10_000, s(5))
            .at(now, Answer::TakeUpTo(100_000)),
        of("partial_success", "rejects half of each request")
            .makes(10_000, s(5))
            .at(now, Answer::TakeHalf)
            .loses(Loses::WhatIsRefused),
        of("black_hole", "never reads, never answers")
            .makes(10_000, s(5))
            .at(now, Line::Silent)
            .loses(Loses::Everything),
    ]
}
