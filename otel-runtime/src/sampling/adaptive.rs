//! The adaptive sampler: about so many traces a second of each operation.

use std::{
    collections::HashMap,
    fmt,
    sync::{
        Arc, PoisonError, RwLock,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use quanta::Clock;

use super::{
    SamplingQuestion, Verdict, Weight, operation::Operation, threshold::Threshold,
    trace_state::randomness,
};
use crate::{Error, clock::clock, process::PerProcess};

/// The most operations that are counted each for itself.
const MOST_OPERATIONS: usize = 1_000;

/// Keeps about so many traces a second of each operation (span name), by a probability that is
/// estimated anew every interval.
///
/// An operation that is rarer than the target is kept whole. Of one that is more frequent, each
/// trace is kept with a probability that depends on how many came in the last interval and in this
/// one so far, never on the trace itself; it is exported (`ot=th:` in the trace state), so that
/// counts can be scaled up again without bias. When traffic grows faster than the estimate follows,
/// the rest of the interval keeps the target's share again each time the traffic grows by a factor
/// of e (2.7): twice the target for nearly three times the traffic.
///
/// At most 1000 operations are counted each for itself, those that have not come up for two
/// intervals making room; beyond that, the others share one target.
///
/// ```
/// use std::time::Duration;
/// use otel_runtime::{Adaptive, Sampler};
///
/// let sampler = Sampler::parent_based(Adaptive::new(5.0)?.interval(Duration::from_secs(30))?);
/// # Ok::<(), otel_runtime::Error>(())
/// ```
#[derive(Clone, Debug)]
#[must_use]
pub struct Adaptive {
    per_second: f64,
    interval: Duration,
    operations: Arc<Operations>,
}

/// What was counted; clones of the sampler share it.
#[derive(Debug)]
struct Operations {
    clock: Clock,
    start: u64,
    by_name: PerProcess<RwLock<HashMap<String, Arc<Operation>>>>,
    others: Operation,
    /// The interval in which room was made last.
    cleared: AtomicU64,
}

impl Adaptive {
    const INTERVAL: Duration = Duration::from_secs(10);
    const SHORTEST: Duration = Duration::from_millis(1);

    /// A sampler that keeps about this many traces a second of each operation, estimated anew
    /// every 10 seconds.
    ///
    /// # Errors
    /// When the target is not a number above 0.
    pub fn new(traces_per_second: f64) -> Result<Self, Error> {
        Self::with_clock(traces_per_second, clock().clone())
    }

    pub(super) fn with_clock(per_second: f64, clock: Clock) -> Result<Self, Error> {
        if !(per_second > 0.0 && per_second.is_finite()) {
            return Err(Error::invalid(
                "adaptive sampler target",
                per_second,
                "a number above 0, in traces per second",
            ));
        }
        Ok(Self {
            per_second,
            interval: Self::INTERVAL,
            operations: Arc::new(Operations {
                start: clock.raw(),
                clock,
                by_name: PerProcess::default(),
                others: Operation::default(),
                cleared: AtomicU64::new(0),
            }),
        })
    }

    /// Estimates anew this often; default 10 seconds, and never more often than one trace may be
    /// kept.
    ///
    /// # Errors
    /// When the interval is shorter than a millisecond.
    pub fn interval(mut self, interval: Duration) -> Result<Self, Error> {
        if interval < Self::SHORTEST {
            let given = format!("{interval:?}");
            let allowed = "a millisecond or longer";
            return Err(Error::invalid("adaptive sampler interval", given, allowed));
        }
        self.interval = interval;
        Ok(self)
    }

    pub(super) fn verdict(&self, question: &SamplingQuestion<'_>) -> Verdict {
        let seconds = self.interval.as_secs_f64().max(1.0 / self.per_second);
        let operations = &self.operations;
        let interval = (operations.seconds() / seconds) as u64;
        let budget = self.per_second * seconds;
        let probability = operations.arrive(question.name, interval, budget);
        let Some(threshold) = Threshold::of(probability) else {
            return Verdict::Drop;
        };
        if threshold.keeps(randomness(question.parent, question.trace_id)) {
            Verdict::Keep(Weight::Threshold(threshold))
        } else {
            Verdict::Drop
        }
    }

    pub(super) fn setting(&self) -> String {
        format!("adaptive {} traces/s per operation", self.per_second)
    }
}

impl Operations {
    fn seconds(&self) -> f64 {
        self.clock.delta_as_nanos(self.start, self.clock.raw()) as f64 / 1e9
    }

    /// Counts an arrival; gives the probability with which it is to be kept.
    fn arrive(&self, name: &str, interval: u64, budget: f64) -> f64 {
        let by_name = self.by_name.get();
        let known = by_name.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(operation) = known.get(name) {
            return operation.arrive(interval, budget);
        }
        let is_full = known.len() >= MOST_OPERATIONS;
        drop(known);
        if is_full && self.cleared.swap(interval, Ordering::Relaxed) == interval {
            return self.others.arrive(interval, budget);
        }
        let mut known = by_name.write().unwrap_or_else(PoisonError::into_inner);
        if is_full {
            known.retain(|_, operation| operation.came_lately(interval));
        }
        if known.len() >= MOST_OPERATIONS {
            return self.others.arrive(interval, budget);
        }
        let operation = known.entry(name.to_owned()).or_default().clone();
        drop(known);
        operation.arrive(interval, budget)
    }
}

impl fmt::Display for Adaptive {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (rate, interval) = (self.per_second, self.interval);
        write!(
            f,
            "Adaptive{{{rate}/s per operation,interval:{interval:?}}}"
        )
    }
}
