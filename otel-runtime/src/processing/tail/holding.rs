//! Holds traces, decides about them, and lets go of those that are kept.

use std::{
    collections::{HashMap, VecDeque},
    time::{Duration, Instant},
};

use super::{
    TailSampling,
    certain::Certain,
    decided::{Decided, Outcome},
    held::{Held, TraceKey, is_local_root},
    latency::Latencies,
};
use crate::record::{FinishedSpan, decode};

/// The traces of one telemetry that wait for their decision; on the collector thread.
#[derive(Debug)]
pub(crate) struct Holding {
    settings: TailSampling,
    held: HashMap<TraceKey, Held>,
    /// Those whose local root has ended since the last decision.
    ended: Vec<TraceKey>,
    /// All of them in the order in which they came, and some that were decided since.
    oldest_first: VecDeque<TraceKey>,
    decided: Decided,
    latencies: Latencies,
    certain: Certain,
    bytes: usize,
    spans: usize,
    dropped: usize,
}

/// What a trace takes beside its spans.
const EACH: usize = size_of::<TraceKey>() * 2 + size_of::<Held>();

/// Where the spans of kept traces go.
pub(crate) type Keep<'a> = &'a mut dyn FnMut(&FinishedSpan<'_>);

impl Holding {
    pub(crate) fn new(settings: TailSampling) -> Self {
        Self {
            settings,
            held: HashMap::new(),
            ended: Vec::new(),
            oldest_first: VecDeque::new(),
            decided: Decided::default(),
            latencies: Latencies::default(),
            certain: Certain::default(),
            bytes: 0,
            spans: 0,
            dropped: 0,
        }
    }

    /// Takes a span: to wait, or to follow what was decided of its trace.
    pub(crate) fn accept(&mut self, span: &FinishedSpan<'_>, now: Instant, keep: Keep<'_>) {
        let key = TraceKey::of(span);
        match self.decided.get(&key) {
            Some(outcome) => self.settle(outcome, span, keep),
            None => self.hold(key, span, now),
        }
        while self.bytes > self.settings.hold_bytes && self.decide_oldest(keep) {}
    }

    fn hold(&mut self, key: TraceKey, span: &FinishedSpan<'_>, now: Instant) {
        let held = self.held.entry(key).or_insert_with(|| {
            self.oldest_first.push_back(key);
            self.bytes += EACH;
            Held::new(now)
        });
        let before = held.spans.bytes();
        held.push(span);
        self.bytes += held.spans.bytes() - before;
        self.spans += 1;
        if is_local_root(span) {
            held.slow = is_slow(&self.settings, &mut self.latencies, span);
            self.ended.push(key);
        }
    }

    /// Decides about the traces whose local root has ended, now that every ring was read: a span
    /// that ended before its local root may have been behind it in another thread's.
    pub(crate) fn decide_ended(&mut self, keep: Keep<'_>) {
        for key in std::mem::take(&mut self.ended) {
            self.decide(key, keep);
        }
        // One trace that waits for long must not keep the keys of all that came after it.
        if self.oldest_first.len() > 2 * self.held.len() + 1_000 {
            self.oldest_first.retain(|key| self.held.contains_key(key));
        }
    }

    /// Decides about those that have waited for long.
    pub(crate) fn decide_overdue(&mut self, now: Instant, keep: Keep<'_>) {
        while let Some(oldest) = self.oldest_first.front() {
            let waits = |held: &Held| now.saturating_duration_since(held.since);
            let waited = self.held.get(oldest).map_or(Duration::MAX, waits);
            if waited < self.settings.hold_for {
                break;
            }
            self.decide_oldest(keep);
        }
    }

    /// Decides about all of them: the telemetry ends.
    pub(crate) fn decide_all(&mut self, keep: Keep<'_>) {
        self.decide_ended(keep);
        while self.decide_oldest(keep) {}
    }

    /// Decides about the oldest by what is known of it; false where there is none.
    fn decide_oldest(&mut self, keep: Keep<'_>) -> bool {
        let Some(oldest) = self.oldest_first.pop_front() else {
            return false;
        };
        self.decide(oldest, keep);
        true
    }

    fn decide(&mut self, key: TraceKey, keep: Keep<'_>) {
        let Some(trace) = self.held.remove(&key) else {
            return;
        };
        let rootless = self.held.remove(&key.without_root());
        let parts = [Some(trace), rootless];
        let outcome = Held::outcome(parts.iter().flatten());
        self.decided.remember(key, outcome);
        self.decided.remember(key.without_root(), outcome);
        for part in parts.iter().flatten() {
            self.bytes -= part.spans.bytes() + EACH;
            self.spans -= part.spans.len();
            for span in part.spans.iter() {
                self.settle(outcome, &span, keep);
            }
        }
    }

    fn settle(&mut self, outcome: Outcome, span: &FinishedSpan<'_>, keep: Keep<'_>) {
        match outcome {
            Outcome::Dropped => self.dropped += 1,
            Outcome::ByChance => keep(span),
            Outcome::ForCertain => keep(&self.certain.rewrite(span)),
        }
    }

    /// How many spans wait.
    pub(crate) fn spans(&self) -> usize {
        self.spans
    }

    #[cfg(test)]
    pub(super) fn bytes(&self) -> usize {
        self.bytes
    }

    /// How many spans were dropped since this was asked last.
    pub(crate) fn take_dropped(&mut self) -> usize {
        std::mem::take(&mut self.dropped)
    }
}

fn is_slow(settings: &TailSampling, latencies: &mut Latencies, root: &FinishedSpan<'_>) -> bool {
    let nanos = root.times.end - root.times.start;
    let threshold = settings.slower_than;
    let over = threshold.is_some_and(|threshold| u128::from(nanos) > threshold.as_nanos());
    // Asked in any case, because it takes the duration down.
    let unusual = settings.slower_than_p99 && {
        let name = decode::name(root.body);
        latencies.is_slow(name.unwrap_or(root.header.site.name()), nanos)
    };
    over || unusual
}
