//! How often one operation comes up, for the adaptive sampler.

use std::sync::atomic::{AtomicU64, Ordering};

/// Counts an operation's traces interval by interval, without a lock.
#[derive(Debug, Default)]
pub(super) struct Operation {
    /// The interval in the upper half, in the lower how many came in it so far.
    current: AtomicU64,
    /// How many came in an interval, as far as the intervals before this one tell.
    estimate: AtomicU64,
}

const COUNT: u64 = u32::MAX as u64;

/// By so many intervals a thread may be late that has read the time and was held up since.
const LATEST: u32 = 1_000;

impl Operation {
    /// Counts an arrival in this interval, of which about `budget` are to be kept; gives the
    /// probability with which this one is.
    ///
    /// It depends on the number of arrivals and on nothing else of them, so that its inverse is the
    /// number that a kept one stands for.
    pub(super) fn arrive(&self, interval: u64, budget: f64) -> f64 {
        let interval = interval as u32;
        let next = |current: u64| {
            let (of, count) = (current >> 32, current & COUNT);
            Some(if since(of, interval) == 0 {
                of << 32 | (count + 1).min(COUNT)
            } else {
                u64::from(interval) << 32 | 1
            })
        };
        let before = self
            .current
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, next)
            .unwrap_or_default();
        let (of, count) = (before >> 32, before & COUNT);
        let passed = since(of, interval);
        if passed == 0 {
            let estimate = f64::from_bits(self.estimate.load(Ordering::Relaxed));
            return probability(budget, estimate, count + 1);
        }
        // Intervals in which none came count too.
        let estimate = count as f64 / f64::from(passed);
        self.estimate.store(estimate.to_bits(), Ordering::Relaxed);
        probability(budget, estimate, 1)
    }

    /// Whether it came up in this interval or the one before.
    pub(super) fn came_lately(&self, interval: u64) -> bool {
        let of = self.current.load(Ordering::Relaxed) >> 32;
        since(of, interval as u32) <= 1
    }
}

/// How many intervals have passed since another. What comes late counts in the one that has begun
/// meanwhile, and does not set it back.
fn since(of: u64, interval: u32) -> u32 {
    let of = of as u32;
    if of.wrapping_sub(interval) <= LATEST {
        return 0;
    }
    interval.wrapping_sub(of)
}

/// The budget is spread over as many as are expected, or over those that came, where these are
/// more.
fn probability(budget: f64, estimate: f64, came: u64) -> f64 {
    (budget / estimate.max(came as f64)).min(1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_estimate_is_what_came_in_the_interval_before_and_silence_lowers_it() {
        let operation = Operation::default();
        for came in 1..=100 {
            assert_eq!(operation.arrive(0, 10.0), probability(10.0, 0.0, came));
        }
        assert_eq!(operation.arrive(1, 10.0), 0.1);
        assert_eq!(operation.arrive(1, 10.0), 0.1);
        for _ in 2..100 {
            operation.arrive(1, 10.0);
        }
        assert_eq!(operation.arrive(6, 10.0), 0.5);
        assert_eq!(operation.arrive(8, 10.0), 1.0);
        assert!(operation.came_lately(9));
        assert!(!operation.came_lately(10));
    }

    #[test]
    fn a_thread_that_is_late_does_not_set_the_interval_back() {
        for late in [1, 20] {
            let operation = Operation::default();
            for _ in 0..100 {
                operation.arrive(20, 10.0);
            }
            for _ in 0..100 {
                operation.arrive(21, 10.0);
            }
            assert_eq!(
                operation.arrive(21 - late, 10.0),
                probability(10.0, 100.0, 101)
            );
            assert_eq!(operation.arrive(21, 10.0), probability(10.0, 100.0, 102));
            operation.arrive(22, 10.0);
            assert_eq!(operation.arrive(22, 10.0), probability(10.0, 102.0, 2));
        }
    }

    #[test]
    fn intervals_without_end_begin_anew() {
        let operation = Operation::default();
        operation.arrive(COUNT / 2, 10.0);
        for _ in 0..100 {
            operation.arrive(COUNT, 10.0);
        }
        assert_eq!(operation.arrive(COUNT + 1, 10.0), 0.1);
        assert!(operation.came_lately(COUNT + 2));
    }

    #[test]
    fn threads_lose_no_arrival() {
        let operation = Operation::default();
        std::thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| {
                    for _ in 0..1_000 {
                        operation.arrive(3, 1.0);
                    }
                });
            }
        });
        assert_eq!(operation.current.load(Ordering::Relaxed), 3 << 32 | 4_000);
    }
}
