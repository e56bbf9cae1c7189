//! The rate-limited sampler: so many spans a second, or traces where it is asked for roots.

use std::{
    fmt,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};

use quanta::Clock;

use super::{Verdict, Weight};
use crate::{Error, clock::clock};

/// At most so many spans a second; made by [`Sampler::rate_limited`](super::Sampler::rate_limited).
/// Clones share the limit.
#[derive(Clone, Debug)]
pub struct RateLimited {
    per_second: f64,
    bucket: Arc<Bucket>,
}

/// A token bucket. It starts with one token, and keeps those of one second.
#[derive(Debug)]
struct Bucket {
    clock: Clock,
    start: u64,
    /// Tokens that were used or did not fit, since the start.
    gone: AtomicU64,
}

impl RateLimited {
    pub(super) fn new(per_second: f64) -> Result<Self, Error> {
        Self::with_clock(per_second, clock().clone())
    }

    pub(super) fn with_clock(per_second: f64, clock: Clock) -> Result<Self, Error> {
        if !(per_second > 0.0 && per_second.is_finite()) {
            return Err(Error::invalid(
                "sampler rate",
                per_second,
                "a number above 0, in spans per second",
            ));
        }
        let bucket = Arc::new(Bucket {
            start: clock.raw(),
            clock,
            gone: AtomicU64::new(0),
        });
        Ok(Self { per_second, bucket })
    }

    /// The limit as it was given, per second.
    #[must_use]
    pub fn per_second(&self) -> f64 {
        self.per_second
    }

    pub(super) fn verdict(&self) -> Verdict {
        if self.take() {
            Verdict::Keep(Weight::Unknown)
        } else {
            Verdict::Drop
        }
    }

    /// All that ever came into the bucket is told from the time, so that nothing adds up to an
    /// error, and one number is all that threads share.
    fn take(&self) -> bool {
        let Bucket { clock, start, gone } = &*self.bucket;
        let seconds = clock.delta_as_nanos(*start, clock.raw()) as f64 / 1e9;
        let came = ((self.per_second * seconds) as u64).saturating_add(1);
        let fits = (self.per_second as u64).max(1);
        let take = |gone: u64| {
            let gone = gone.max(came.saturating_sub(fits));
            (gone < came).then_some(gone + 1)
        };
        gone.fetch_update(Ordering::Relaxed, Ordering::Relaxed, take)
            .is_ok()
    }
}

impl fmt::Display for RateLimited {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "RateLimitingSampler{{{}}}", self.per_second)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use std::time::Duration;

    use rand::{Rng, SeedableRng, rngs::SmallRng};

    use super::*;

    #[test]
    fn a_minute_of_too_much_keeps_exactly_its_share() {
        for rate in [0.5, 1.0, 3.0, 7.3, 100.0, 999.9] {
            let (clock, time) = Clock::mock();
            let sampler = RateLimited::with_clock(rate, clock).unwrap();
            let step = Duration::from_secs_f64(1.0 / (rate * 5.0));
            let mut kept = 0_u32;
            while time.value() < 60_000_000_000 {
                kept += u32::from(sampler.take());
                time.increment(step);
            }
            let share = (60.0 * rate).ceil() as u32;
            assert!((share..=share + 1).contains(&kept), "{rate}: {kept}");
        }
    }

    #[test]
    fn no_second_keeps_more_than_two_seconds_worth_whatever_comes() {
        let (clock, time) = Clock::mock();
        let sampler = RateLimited::with_clock(10.0, clock).unwrap();
        let mut random = SmallRng::seed_from_u64(11);
        let mut kept: Vec<u64> = Vec::new();
        for _ in 0..20_000 {
            // Bursts, with pauses of seconds between them.
            let pause = if random.random_bool(0.002) { 3_000 } else { 5 };
            time.increment(Duration::from_millis(random.random_range(0..=pause)));
            if sampler.take() {
                kept.push(time.value());
            }
        }
        let limit = |window: f64| (10.0 * window) as usize + 10 + 1;
        for window in [1.0, 60.0] {
            let span = (window * 1e9) as u64;
            let in_window = |start: &u64| {
                let from = kept.partition_point(|at| at < start);
                kept.partition_point(|at| *at < start + span) - from
            };
            let most = kept.iter().map(in_window).max().unwrap();
            assert!(most <= limit(window), "{window} s: {most}");
        }
    }

    #[test]
    fn what_comes_slower_than_the_limit_is_kept_all() {
        let (clock, time) = Clock::mock();
        let sampler = RateLimited::with_clock(0.1, clock).unwrap();
        for _ in 0..100 {
            assert!(sampler.take());
            assert!(!sampler.take());
            time.increment(Duration::from_secs(10));
        }
    }

    #[test]
    fn threads_and_clones_share_one_limit() {
        let (clock, time) = Clock::mock();
        let sampler = RateLimited::with_clock(1_000.0, clock).unwrap();
        time.increment(Duration::from_secs(100));
        let kept: usize = std::thread::scope(|scope| {
            let threads: Vec<_> = (0..4)
                .map(|_| {
                    let sampler = sampler.clone();
                    scope.spawn(move || (0..2_000).filter(|_| sampler.take()).count())
                })
                .collect();
            threads
                .into_iter()
                .map(|thread| thread.join().unwrap())
                .sum()
        });
        assert_eq!(kept, 1_000);
    }

    #[test]
    fn the_largest_rate_keeps_all() {
        let (clock, time) = Clock::mock();
        let sampler = RateLimited::with_clock(f64::MAX, clock).unwrap();
        for _ in 0..100 {
            time.increment(Duration::from_secs(3_600));
            assert!(sampler.take());
        }
    }

    #[test]
    fn what_is_no_rate_is_refused() {
        for bad in [0.0, -1.0, f64::NAN, f64::INFINITY] {
            let error = RateLimited::new(bad).unwrap_err().to_string();
            assert!(error.contains("above 0"), "{error}");
        }
    }
}
