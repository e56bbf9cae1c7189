//! How a contender is timed: bursts of calls in a process of its own.

use std::hint::black_box;
use std::process::Command;
use std::sync::Barrier;
use std::time::{Duration, Instant};

use crate::contender::{Contender, Task, calls};
use crate::destination::{Destination, exported};
use crate::states::{Sampling, State};

/// Bursts that are run before any is timed.
const WARM_UP: usize = 10;

/// Times `bursts` bursts; gives nanoseconds per traced function, burst by burst.
pub(crate) struct Bursts {
    pub(crate) state: State,
    pub(crate) bursts: usize,
}

impl Task for Bursts {
    type Output = Vec<f64>;

    fn run<C: Contender>(self) -> Vec<f64> {
        let contender = C::install(self.state.sampling(), &Destination::Dropped);
        let rounds = WARM_UP + self.bursts;
        let times = if self.state.threads() == 1 {
            (0..rounds)
                .map(|_| {
                    let time = burst::<C>(self.state);
                    contender.flush();
                    time
                })
                .collect()
        } else {
            two_threads(&contender, self.state, rounds)
        };
        check_that_all_arrived::<C>(self.state, rounds as u64);

        let functions = (self.state.calls() * self.state.spans_per_call()) as f64;
        times[WARM_UP..]
            .iter()
            .map(|time: &Duration| time.as_nanos() as f64 / functions)
            .collect()
    }
}

/// One burst under a parent span, whose start and end are timed with it.
fn burst<C: Contender>(state: State) -> Duration {
    let start = Instant::now();
    let parent = state.has_parent().then(|| C::parent(state.sampling()));
    black_box(calls::<C>(state, state.calls()));
    drop(parent);
    start.elapsed()
}

/// The same burst on two threads at once; the time of one is the mean of both.
fn two_threads<C: Contender>(contender: &C, state: State, rounds: usize) -> Vec<Duration> {
    let barrier = Barrier::new(3);
    std::thread::scope(|scope| {
        let run = || {
            (0..rounds)
                .map(|_| {
                    barrier.wait();
                    let time = burst::<C>(state);
                    barrier.wait();
                    time
                })
                .collect::<Vec<_>>()
        };
        let (one, other) = (scope.spawn(run), scope.spawn(run));
        for _ in 0..rounds {
            barrier.wait();
            barrier.wait();
            contender.flush();
        }
        let one = one.join().expect("a burst does not panic");
        let other = other.join().expect("a burst does not panic");
        one.iter().zip(other).map(|(a, b)| (*a + b) / 2).collect()
    })
}

/// A contender that loses spans would look fast: every span must have reached its exporter.
fn check_that_all_arrived<C: Contender>(state: State, rounds: u64) {
    let expected = match state.sampling() {
        Sampling::Off | Sampling::Never => 0,
        Sampling::Always => {
            let per_call = match state {
                State::Root => C::SPANS_PER_ROOT,
                _ if C::SPANS_PER_ROOT == 0 => 0,
                _ => state.spans_per_call(),
            };
            let parents = u64::from(state.has_parent() && C::SPANS_PER_ROOT > 0);
            rounds * state.threads() * (state.calls() * per_call + parents)
        }
    };
    assert_eq!(exported(), expected, "spans that reached the exporter");
}

/// The median of a list that is not empty.
pub(crate) fn median(values: &[f64]) -> f64 {
    quantile(values, 0.5)
}

/// The value below which this share of the list lies.
pub(crate) fn quantile(values: &[f64], share: f64) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let last = sorted.len().saturating_sub(1);
    sorted
        .get((last as f64 * share).round() as usize)
        .copied()
        .unwrap_or(f64::NAN)
}

/// Runs this program again with the arguments and reads the numbers that it prints.
///
/// Without backtraces: a contender that records them would be compared to some that do not.
pub(crate) fn in_own_process(arguments: &[&str]) -> Vec<f64> {
    let program = std::env::current_exe().expect("the program knows its own path");
    let output = Command::new(program)
        .args(arguments)
        .env_remove("RUST_BACKTRACE")
        .env_remove("RUST_LIB_BACKTRACE")
        .output()
        .expect("the program can be run again");
    let text = String::from_utf8_lossy(&output.stdout);
    assert!(
        output.status.success(),
        "{arguments:?} failed: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    text.split_whitespace()
        .map(|number| number.parse().expect("a measurement prints numbers"))
        .collect()
}
