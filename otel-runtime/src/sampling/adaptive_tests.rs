#![allow(clippy::unwrap_used)]

use opentelemetry::trace::{SpanKind, TraceId};
use quanta::Mock;
use rand::{Rng, SeedableRng, rngs::SmallRng};
use std::{collections::HashMap, sync::Arc, time::Duration};

use super::{Adaptive, SamplingQuestion, Verdict, Weight};

/// Traffic with seeded chance, on a clock that is set by hand.
struct Traffic {
    sampler: Adaptive,
    time: Arc<Mock>,
    random: SmallRng,
    came: HashMap<String, u32>,
    kept: HashMap<String, u32>,
    /// What the kept ones stand for.
    weight: HashMap<String, f64>,
}

impl Traffic {
    fn new(target: f64) -> Self {
        let (clock, time) = quanta::Clock::mock();
        Self {
            sampler: Adaptive::with_clock(target, clock).unwrap(),
            time,
            random: SmallRng::seed_from_u64(5),
            came: HashMap::new(),
            kept: HashMap::new(),
            weight: HashMap::new(),
        }
    }

    fn arrive(&mut self, name: &str) {
        let verdict = self.sampler.verdict(&SamplingQuestion {
            parent: None,
            trace_id: TraceId::from(self.random.random::<u128>()),
            name,
            kind: SpanKind::Server,
            attributes: &[],
            links: &[],
        });
        *self.came.entry(name.to_owned()).or_default() += 1;
        if let Verdict::Keep(Weight::Threshold(threshold)) = verdict {
            *self.kept.entry(name.to_owned()).or_default() += 1;
            *self.weight.entry(name.to_owned()).or_default() += threshold.adjusted_count();
        }
    }

    /// Each operation so many times a second, at random times, for so many seconds.
    fn run(&mut self, operations: &[(&str, f64)], seconds: u64) {
        const STEPS: u64 = 1_000;
        for _ in 0..seconds * STEPS {
            for (name, rate) in operations {
                let mut expected = rate / STEPS as f64;
                while expected > 0.0 {
                    if self.random.random_bool(expected.min(1.0)) {
                        self.arrive(name);
                    }
                    expected -= 1.0;
                }
            }
            self.time.increment(Duration::from_secs(1) / STEPS as u32);
        }
    }

    fn take(&mut self, name: &str) -> (f64, f64, f64) {
        let counts = (
            f64::from(self.came.remove(name).unwrap_or_default()),
            f64::from(self.kept.remove(name).unwrap_or_default()),
            self.weight.remove(name).unwrap_or_default(),
        );
        counts
    }
}

#[test]
fn each_operation_is_kept_at_its_target_and_rare_ones_whole() {
    let mut traffic = Traffic::new(10.0);
    let operations = [
        ("busy", 2_000.0),
        ("some", 50.0),
        ("rare", 3.0),
        ("rarer", 0.05),
    ];
    traffic.run(&operations, 20);
    traffic.came.clear();
    traffic.kept.clear();
    traffic.weight.clear();
    traffic.run(&operations, 200);
    for name in ["busy", "some"] {
        let (came, kept, weight) = traffic.take(name);
        let rate = kept / 200.0;
        assert!((9.0..=11.5).contains(&rate), "{name}: {rate} a second");
        let scaled = weight / came;
        assert!((0.94..=1.06).contains(&scaled), "{name}: {scaled}");
    }
    for name in ["rare", "rarer"] {
        let (came, kept, weight) = traffic.take(name);
        assert!(came > 0.0);
        assert_eq!((kept, weight), (came, came), "{name}");
    }
}

#[test]
fn a_target_below_one_an_interval_starves_nobody() {
    let mut traffic = Traffic::new(0.01);
    for _ in 0..20 {
        traffic.arrive("once in five minutes");
        traffic.time.increment(Duration::from_secs(300));
    }
    assert_eq!(traffic.take("once in five minutes"), (20.0, 20.0, 20.0));
}

#[test]
fn a_flood_is_bounded_at_once_and_the_estimate_follows() {
    let mut traffic = Traffic::new(10.0);
    traffic.run(&[("flood", 10_000.0)], 10);
    let (came, kept, weight) = traffic.take("flood");
    // A hundred, and a hundred for each factor of e.
    let most = 100.0 * (1.0 + (came / 100.0).ln());
    assert!(kept < most * 1.15, "{kept} of {came}, at most {most}");
    assert!((0.8..=1.2).contains(&(weight / came)), "{}", weight / came);
    traffic.run(&[("flood", 10_000.0)], 10);
    let (_, kept, _) = traffic.take("flood");
    assert!((70.0..=135.0).contains(&kept), "{kept}");
    // And when it is over, it is over.
    traffic.run(&[("flood", 5.0)], 10);
    traffic.take("flood");
    traffic.run(&[("flood", 5.0)], 10);
    let (came, kept, _) = traffic.take("flood");
    assert_eq!(kept, came);
}

#[test]
fn names_without_end_share_a_target_and_make_room_again() {
    let mut traffic = Traffic::new(1.0);
    for number in 0..5_000 {
        traffic.arrive(&format!("user {number}"));
    }
    let kept: u32 = traffic.kept.values().sum();
    let others = 10.0 * (1.0 + (4_000.0_f64 / 10.0).ln());
    assert!(f64::from(kept) < 1_000.0 + others * 1.5, "{kept}");
    assert!(kept > 1_000, "{kept}");
    traffic.time.increment(Duration::from_secs(60));
    traffic.kept.clear();
    for number in 0..500 {
        traffic.arrive(&format!("order {number}"));
    }
    assert_eq!(traffic.kept.len(), 500);
}

#[test]
fn the_same_seed_gives_the_same_traces() {
    let kept = || {
        let mut traffic = Traffic::new(2.0);
        traffic.run(&[("a", 100.0), ("b", 1.0)], 30);
        (traffic.take("a"), traffic.take("b"))
    };
    assert_eq!(kept(), kept());
}

#[test]
fn what_is_no_target_or_no_interval_is_refused() {
    for bad in [0.0, -1.0, f64::NAN, f64::INFINITY] {
        let error = Adaptive::new(bad).unwrap_err().to_string();
        assert!(error.contains("adaptive sampler target"), "{error}");
    }
    let error = Adaptive::new(1.0).unwrap().interval(Duration::ZERO);
    let error = error.unwrap_err().to_string();
    assert!(
        error.contains("\"0ns\"") && error.contains("millisecond"),
        "{error}"
    );
    let sampler = Adaptive::new(2.5).unwrap();
    assert_eq!(
        sampler.to_string(),
        "Adaptive{2.5/s per operation,interval:10s}"
    );
    assert_eq!(sampler.setting(), "adaptive 2.5 traces/s per operation");
}
