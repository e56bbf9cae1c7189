#![allow(clippy::unwrap_used)]

use std::time::{Duration, Instant};

use opentelemetry::{
    InstrumentationScope,
    trace::{SpanId, Status, TraceId},
};

use super::{Holding, TailSampling};
use crate::{
    callsite::CallSite,
    provider::Core,
    record::{Buffer, FinishedSpan, Header, Times, decode, proto::tag, write},
    sampling::Sampler,
};

/// A span of trace `trace` under the local root `root`; 0 is an unknown one.
#[derive(Clone, Copy)]
struct Made {
    trace: u128,
    id: u64,
    root: u64,
    failed: bool,
    sampled: bool,
    micros: u64,
    state: &'static str,
}

fn span(trace: u128, id: u64, root: u64) -> Made {
    Made {
        trace,
        id,
        root,
        failed: false,
        sampled: false,
        micros: 10,
        state: "",
    }
}

impl Made {
    fn failed(mut self) -> Self {
        self.failed = true;
        self
    }

    fn sampled(mut self) -> Self {
        self.sampled = true;
        self
    }

    fn weighed(mut self, state: &'static str) -> Self {
        self.state = state;
        self
    }

    fn took(mut self, micros: u64) -> Self {
        self.micros = micros;
        self
    }
}

/// What is held, and the ids of the spans that were kept, in their order.
struct Desk {
    core: &'static Core,
    site: &'static CallSite,
    holding: Holding,
    began: Instant,
    kept: Vec<u64>,
    /// Their trace states.
    states: Vec<String>,
}

impl Desk {
    fn new(settings: TailSampling) -> Self {
        Self {
            core: Core::new(Sampler::AlwaysOff).leak(),
            site: CallSite::of_scope(InstrumentationScope::builder("tail").build()),
            holding: Holding::new(settings),
            began: Instant::now(),
            kept: Vec::new(),
            states: Vec::new(),
        }
    }

    fn with(&mut self, work: impl FnOnce(&mut Holding, &mut dyn FnMut(&FinishedSpan<'_>))) {
        let (kept, states) = (&mut self.kept, &mut self.states);
        work(&mut self.holding, &mut |span| {
            states.push(decode::decode(span.body).trace_state.header());
            kept.push(u64::from_be_bytes(span.header.span_id.to_bytes()));
        });
    }

    fn accept_at(&mut self, after: Duration, made: Made) {
        let mut header = Header::of_site(self.core, self.site);
        header.trace_id = TraceId::from(made.trace);
        header.span_id = SpanId::from(made.id);
        header.local_root = SpanId::from(made.root);
        header.trace_flags = u8::from(made.sampled);
        let mut body = Buffer::new();
        write::name(&mut body, "before");
        write::trace_state(&mut body, tag::TRACE_STATE, &made.state.parse().unwrap());
        if made.failed {
            write::api_status(&mut body, &Status::error("it failed"));
        }
        let times = Times {
            start: 1_000,
            end: 1_000 + made.micros * 1_000,
        };
        let scope = self.site.instrumentation_scope();
        let span = FinishedSpan {
            header: &header,
            times,
            scope,
            body: body.as_slice(),
        };
        let now = self.began + after;
        self.with(|holding, keep| holding.accept(&span, now, keep));
    }

    fn accept(&mut self, spans: impl IntoIterator<Item = Made>) {
        for made in spans {
            self.accept_at(Duration::ZERO, made);
        }
    }

    fn decide(&mut self) {
        self.with(Holding::decide_ended);
    }

    /// The ids kept since this was asked last, how many wait, how many were dropped meanwhile.
    fn outcome(&mut self) -> (Vec<u64>, usize, usize) {
        let kept = std::mem::take(&mut self.kept);
        (kept, self.holding.spans(), self.holding.take_dropped())
    }
}

#[test]
fn a_trace_is_kept_whole_when_any_of_its_spans_failed_and_else_dropped_whole() {
    let mut desk = Desk::new(TailSampling::default());
    desk.accept([
        span(1, 12, 11),
        span(2, 22, 21).failed(),
        span(3, 32, 31).sampled(),
    ]);
    desk.decide();
    assert_eq!(desk.outcome(), (vec![], 3, 0));
    desk.accept([span(1, 11, 11), span(2, 21, 21), span(3, 31, 31).sampled()]);
    assert_eq!(desk.outcome(), (vec![], 6, 0));
    desk.decide();
    assert_eq!(desk.outcome(), (vec![22, 21, 32, 31], 0, 2));
    assert_eq!(desk.holding.bytes(), 0);
}

#[test]
fn a_span_read_after_its_local_root_in_the_same_round_still_counts() {
    let mut desk = Desk::new(TailSampling::default());
    desk.accept([span(1, 11, 11), span(1, 12, 11).failed()]);
    desk.decide();
    assert_eq!(desk.outcome(), (vec![11, 12], 0, 0));
}

#[test]
fn late_spans_follow_the_decision() {
    let mut desk = Desk::new(TailSampling::default());
    desk.accept([span(1, 11, 11).failed(), span(2, 21, 21)]);
    desk.decide();
    assert_eq!(desk.outcome(), (vec![11], 0, 1));
    desk.accept([span(1, 12, 11), span(2, 22, 21).failed(), span(1, 13, 0)]);
    assert_eq!(desk.outcome(), (vec![12, 13], 0, 1));
}

#[test]
fn what_is_kept_for_certain_stands_for_itself_alone_also_when_it_is_late() {
    let mut desk = Desk::new(TailSampling::default());
    let by_chance = |id| {
        span(1, id, 11)
            .sampled()
            .weighed("ot=th:c;rv:d0000000000000,v=1")
    };
    let failed = |id| {
        span(2, id, 21)
            .sampled()
            .weighed("ot=th:c;rv:d0000000000000,v=1")
    };
    desk.accept([by_chance(12), by_chance(11)]);
    desk.accept([
        failed(22).failed(),
        failed(21),
        span(2, 23, 21),
        span(2, 24, 0),
    ]);
    desk.decide();
    desk.accept([by_chance(13).failed(), failed(25)]);
    assert_eq!(desk.outcome(), (vec![12, 11, 22, 21, 23, 24, 13, 25], 0, 0));
    let (chance, certain) = (
        "ot=th:c;rv:d0000000000000,v=1",
        "ot=th:0;rv:d0000000000000,v=1",
    );
    let expected = [chance, chance, certain, certain, "", "", chance, certain];
    assert_eq!(desk.states, expected);
}

#[test]
fn a_span_whose_local_root_is_not_known_goes_with_the_next_one_of_its_trace() {
    let mut desk = Desk::new(TailSampling::default());
    desk.accept([
        span(1, 12, 0).failed(),
        span(1, 11, 11),
        span(2, 22, 0),
        span(2, 21, 21),
    ]);
    desk.decide();
    assert_eq!(desk.outcome(), (vec![11, 12], 0, 2));
}

#[test]
fn two_local_roots_of_a_trace_are_decided_apart() {
    let mut desk = Desk::new(TailSampling::default());
    desk.accept([span(1, 11, 11), span(1, 22, 21).failed(), span(1, 21, 21)]);
    desk.decide();
    assert_eq!(desk.outcome(), (vec![22, 21], 0, 1));
}

#[test]
fn slow_is_longer_than_the_threshold() {
    let mut desk = Desk::new(TailSampling::default().slower_than(Duration::from_millis(1)));
    desk.accept([span(1, 11, 11).took(1_000), span(2, 21, 21).took(1_001)]);
    // A child alone is not slow.
    desk.accept([span(3, 32, 31).took(5_000), span(3, 31, 31)]);
    desk.decide();
    assert_eq!(desk.outcome(), (vec![21], 0, 3));
}

#[test]
fn slow_is_among_the_slowest_hundredth_of_the_name() {
    let mut desk = Desk::new(TailSampling::default().slower_than_p99());
    for n in 1..=200 {
        desk.accept([span(n, 1, 1)]);
    }
    desk.accept([span(201, 2, 2).took(100)]);
    desk.decide();
    assert_eq!(desk.outcome(), (vec![2], 0, 200));
}

#[test]
fn beyond_the_bytes_the_oldest_is_decided_by_what_is_known() {
    let mut desk = Desk::new(TailSampling::default().hold_bytes(10_000));
    desk.accept([span(1, 12, 11).failed(), span(2, 22, 21)]);
    for n in 3..1_000 {
        desk.accept([span(n, 1, 2)]);
        assert!(desk.holding.bytes() <= 10_000);
    }
    let (kept, held, dropped) = desk.outcome();
    assert_eq!(kept, [12]);
    assert_eq!(held + dropped, 998);
    // What comes later of them follows.
    desk.accept([span(1, 11, 11), span(2, 21, 21).failed()]);
    assert_eq!(desk.outcome(), (vec![11], held, 1));
}

#[test]
fn beyond_the_time_too() {
    let second = Duration::from_secs(1);
    let mut desk = Desk::new(TailSampling::default().hold_for(10 * second));
    desk.accept([span(1, 12, 11).failed(), span(2, 22, 21)]);
    desk.accept_at(5 * second, span(3, 32, 31).failed());
    let later = desk.began + 10 * second;
    desk.with(|holding, keep| holding.decide_overdue(later, keep));
    assert_eq!(desk.outcome(), (vec![12], 1, 1));
    desk.with(Holding::decide_all);
    assert_eq!(desk.outcome(), (vec![32], 0, 0));
}
