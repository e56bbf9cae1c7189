//! Traces that wait to be printed: which are complete, which wait a little longer, which must go.

use super::block::{Block, Held, Part};
use opentelemetry::trace::{SpanId, TraceId};
use opentelemetry_sdk::trace::SpanData;
use std::collections::{BTreeMap, HashMap, HashSet, VecDeque};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// How much waits at most, and how long.
#[derive(Clone, Copy, Debug)]
pub(super) struct Limits {
    /// Traces that wait at once.
    pub(super) traces: usize,
    /// Spans in all of them together.
    pub(super) spans: usize,
    /// How long a trace whose outermost span has ended waits for late spans, counted from the last one.
    pub(super) grace: Duration,
}

impl Limits {
    /// A trace of which something is known to be still open waits longer, but not for ever, by this factor.
    const PATIENCE: u32 = 4;
    /// Printed traces that are remembered, so that what comes late is named a continuation.
    const REMEMBERED: usize = 256;
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            traces: 1_024,
            spans: 8_192,
            grace: Duration::from_millis(250),
        }
    }
}

/// A trace of which spans have arrived and wait.
#[derive(Debug)]
struct Open {
    spans: Vec<Held>,
    ids: HashSet<SpanId>,
    /// Parents in this process that have not arrived: they are still open, because a child ends before its parent.
    open_parents: HashSet<SpanId>,
    /// Parents across a network that have not arrived: of another process, or of another service of this console.
    remote_parents: HashSet<SpanId>,
    /// Whether a span without a parent has arrived.
    has_root: bool,
    /// When it is printed; nothing while its outermost span is open.
    due: Option<Instant>,
    /// When it is printed even if spans keep arriving; set with the first `due`.
    last_call: Option<Instant>,
    /// Its number in the order of arrival.
    number: u64,
    /// Part of it has been printed.
    continued: bool,
}

/// All traces that wait.
#[derive(Debug, Default)]
pub(super) struct Traces {
    pub(super) limits: Limits,
    open: HashMap<TraceId, Open>,
    order: BTreeMap<u64, TraceId>,
    arrived: u64,
    spans: usize,
    printed: VecDeque<TraceId>,
}

impl Traces {
    /// Takes a span in. `shared` says that several services print here, so that the parent of a span across a network may
    /// still come.
    pub(super) fn insert(&mut self, span: SpanData, service: Arc<str>, now: Instant, shared: bool) {
        let trace = span.span_context.trace_id();
        let printed = &self.printed;
        let open = self.open.entry(trace).or_insert_with(|| {
            self.arrived += 1;
            self.order.insert(self.arrived, trace);
            Open::new(self.arrived, printed.contains(&trace))
        });
        open.insert(span, service);
        open.schedule(now, self.limits.grace, shared);
        self.spans += 1;
    }

    /// When the next trace is due.
    pub(super) fn next_due(&self) -> Option<Instant> {
        self.open.values().filter_map(|open| open.due).min()
    }

    /// Takes out what is due, and the oldest of what is more than may wait.
    pub(super) fn take_due(&mut self, now: Instant) -> Vec<Block> {
        let due = |open: &Open| open.due.is_some_and(|due| due <= now);
        let due: Vec<u64> = self
            .open
            .values()
            .filter(|open| due(open))
            .map(|open| open.number)
            .collect();
        let mut blocks = self.take(due);
        while self.open.len() > self.limits.traces || self.spans > self.limits.spans {
            let oldest: Vec<u64> = self.order.keys().take(1).copied().collect();
            if oldest.is_empty() {
                break;
            }
            blocks.extend(self.take(oldest));
        }
        blocks
    }

    /// Takes out everything that waits.
    pub(super) fn take_all(&mut self) -> Vec<Block> {
        let all = self.order.keys().copied().collect();
        self.take(all)
    }

    /// Gives every trace with spans of a service that has shut down a time to be printed: its open spans will not come.
    pub(super) fn abandon(&mut self, service: &Arc<str>, now: Instant) {
        let latest = now + self.limits.grace * Limits::PATIENCE;
        for open in self.open.values_mut() {
            if open.spans.iter().any(|held| held.service == *service) {
                open.due = Some(open.due.map_or(latest, |due| due.min(latest)));
            }
        }
    }

    fn take(&mut self, mut numbers: Vec<u64>) -> Vec<Block> {
        numbers.sort_unstable();
        let mut blocks = Vec::with_capacity(numbers.len());
        for number in numbers {
            let Some(trace) = self.order.remove(&number) else {
                continue;
            };
            let Some(open) = self.open.remove(&trace) else {
                continue;
            };
            self.spans -= open.spans.len();
            if !open.continued {
                self.printed.push_back(trace);
            }
            if self.printed.len() > Limits::REMEMBERED {
                self.printed.pop_front();
            }
            let part = match open {
                Open {
                    continued: true, ..
                } => Part::Continued,
                Open {
                    has_root: false,
                    ref open_parents,
                    ..
                } if !open_parents.is_empty() => Part::Unfinished,
                Open { .. } => Part::Whole,
            };
            blocks.push(Block {
                trace,
                part,
                spans: open.spans,
            });
        }
        blocks
    }
}

impl Open {
    fn new(number: u64, continued: bool) -> Self {
        Self {
            spans: Vec::new(),
            ids: HashSet::new(),
            open_parents: HashSet::new(),
            remote_parents: HashSet::new(),
            has_root: false,
            due: None,
            last_call: None,
            number,
            continued,
        }
    }

    fn insert(&mut self, span: SpanData, service: Arc<str>) {
        let id = span.span_context.span_id();
        self.ids.insert(id);
        self.open_parents.remove(&id);
        self.remote_parents.remove(&id);
        let parent = span.parent_span_id;
        if parent == SpanId::INVALID {
            self.has_root = true;
        } else if !self.ids.contains(&parent) {
            let missing = if span.parent_span_is_remote {
                &mut self.remote_parents
            } else {
                &mut self.open_parents
            };
            missing.insert(parent);
        }
        self.spans.push(Held { span, service });
    }

    fn schedule(&mut self, now: Instant, grace: Duration, shared: bool) {
        let complete = self.open_parents.is_empty()
            && (self.remote_parents.is_empty() || !shared && !self.has_root);
        let wait = if self.continued || complete {
            // A continuation has nothing to wait for but its fellows: its parents are printed.
            grace
        } else if self.has_root || self.open_parents.is_empty() {
            grace * Limits::PATIENCE
        } else {
            self.due = None;
            self.last_call = None;
            return;
        };
        let last_call = *self.last_call.get_or_insert(now + grace * Limits::PATIENCE);
        self.due = Some((now + wait).min(last_call));
    }
}
