//! How long the operations took lately, to tell which of them were slow.

use std::collections::HashMap;

/// Operations known apart; a program with more of them names its spans by what varies.
const MOST_OPERATIONS: usize = 1_000;

/// Nothing is slow compared with fewer.
const ENOUGH: u32 = 100;

/// When so many were counted each count is halved, so that the older of them count less.
const HALVED_AT: u32 = 8_192;

/// Eight buckets for each power of two, from a microsecond to eighteen minutes: a duration is known
/// to an eighth.
const BUCKETS_PER_OCTAVE: u32 = 8;
const SHORTEST: u32 = 10;
const LONGEST: u32 = 40;
const BUCKETS: usize = ((LONGEST - SHORTEST) * BUCKETS_PER_OCTAVE) as usize;

/// The latest durations of each operation.
#[derive(Debug, Default)]
pub(super) struct Latencies {
    operations: HashMap<String, Histogram>,
}

#[derive(Debug)]
struct Histogram {
    counts: Box<[u32; BUCKETS]>,
    total: u32,
}

impl Latencies {
    /// Takes a duration down; returns whether it is among the slowest hundredth so far.
    pub(super) fn is_slow(&mut self, operation: &str, nanos: u64) -> bool {
        if let Some(histogram) = self.operations.get_mut(operation) {
            return histogram.is_slow(nanos);
        }
        if self.operations.len() < MOST_OPERATIONS {
            let histogram = self.operations.entry(operation.to_owned()).or_default();
            histogram.is_slow(nanos);
        }
        false
    }
}

impl Default for Histogram {
    fn default() -> Self {
        Self {
            counts: Box::new([0; BUCKETS]),
            total: 0,
        }
    }
}

impl Histogram {
    fn is_slow(&mut self, nanos: u64) -> bool {
        let bucket = bucket(nanos);
        let as_slow: u32 = self.counts.iter().skip(bucket).sum();
        let slow = self.total >= ENOUGH && as_slow * 100 < self.total;
        self.take_down(bucket);
        slow
    }

    fn take_down(&mut self, bucket: usize) {
        if self.total >= HALVED_AT {
            self.counts.iter_mut().for_each(|count| *count /= 2);
            self.total = self.counts.iter().sum();
        }
        if let Some(count) = self.counts.get_mut(bucket) {
            *count += 1;
            self.total += 1;
        }
    }
}

fn bucket(nanos: u64) -> usize {
    let nanos = nanos.clamp(1 << SHORTEST, (1 << LONGEST) - 1);
    let octave = nanos.ilog2();
    // The three bits after the first.
    let part = (nanos >> (octave - 3)) as u32 % BUCKETS_PER_OCTAVE;
    ((octave - SHORTEST) * BUCKETS_PER_OCTAVE + part) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    const MILLISECOND: u64 = 1_000_000;

    #[test]
    fn every_duration_has_a_bucket_and_longer_ones_no_lower_one() {
        let durations = (0..64)
            .flat_map(|octave| (0..16).map(move |part| (1_u64 << octave) / 16 * (16 + part)));
        let buckets: Vec<_> = durations.map(bucket).collect();
        assert!(buckets.is_sorted());
        assert_eq!(
            (buckets.first(), buckets.last()),
            (Some(&0), Some(&(BUCKETS - 1)))
        );
    }

    #[test]
    fn the_slowest_hundredth_is_slow_once_there_are_enough() {
        let mut latencies = Latencies::default();
        assert!(!latencies.is_slow("load", 1_000 * MILLISECOND));
        let slow = (0..500).filter(|_| latencies.is_slow("load", 10 * MILLISECOND));
        assert_eq!(slow.count(), 0);
        assert!(latencies.is_slow("load", 100 * MILLISECOND));
        assert!(!latencies.is_slow("another", 100 * MILLISECOND));
    }

    #[test]
    fn what_has_become_usual_is_not_slow() {
        let mut latencies = Latencies::default();
        (0..1_000).for_each(|_| {
            latencies.is_slow("load", MILLISECOND);
        });
        let slow = (0..20_000)
            .filter(|_| latencies.is_slow("load", 50 * MILLISECOND))
            .count();
        assert!((1..200).contains(&slow), "{slow}");
        // And what was usual long ago counts no more.
        (0..100_000).for_each(|_| {
            latencies.is_slow("load", MILLISECOND);
        });
        assert!(latencies.is_slow("load", 50 * MILLISECOND));
    }

    #[test]
    fn names_without_end_take_no_memory_without_end() {
        let mut latencies = Latencies::default();
        for n in 0..5_000 {
            latencies.is_slow(&n.to_string(), 1);
        }
        assert_eq!(latencies.operations.len(), MOST_OPERATIONS);
    }
}
