//! When a batch that was not acknowledged is tried again, and whether the backend is being probed.

use std::time::Duration;

use rand::{Rng, SeedableRng, rngs::SmallRng};

/// The pause after the first failure; each further one doubles it.
const FIRST_PAUSE: Duration = Duration::from_millis(100);

/// The longest pause, unless the receiver asks for a longer one.
const LONGEST_PAUSE: Duration = Duration::from_secs(30);

/// The longest pause that a receiver may ask for: by a number out of all proportion, or a date that
/// is far away for a wrong clock, it would be left for ever.
pub(crate) const LONGEST_ASKED: Duration = Duration::from_secs(3_600);

/// So many failures in a row open the circuit: from then on batches wait behind the one that
/// probes.
const OPENED_BY: u32 = 5;

/// The failures in a row of one backend, whichever batch met them.
///
/// They are the backend's and not the batch's: a batch that comes after a long outage does not
/// begin to hammer anew.
#[derive(Debug)]
pub(crate) struct Retry {
    failures: u32,
    chance: SmallRng,
}

impl Retry {
    pub(crate) fn new() -> Self {
        Self {
            failures: 0,
            chance: SmallRng::from_os_rng(),
        }
    }

    /// Notes a failure; gives the pause before the next attempt. Half of it is chance, so that
    /// many programs do not come back at once.
    pub(crate) fn failed(&mut self, retry_after: Option<Duration>) -> Duration {
        self.failures = self.failures.saturating_add(1);
        let doubled = FIRST_PAUSE.saturating_mul(2u32.saturating_pow(self.failures - 1));
        let pause = doubled.min(LONGEST_PAUSE);
        let pause = pause / 2 + pause.mul_f64(self.chance.random_range(0.0..0.5));
        // What the receiver asks for is the least, and chance comes on top of it.
        let asked = retry_after.map(|asked| asked.min(LONGEST_ASKED));
        asked.map_or(pause, |asked| asked + pause.min(asked / 10))
    }

    /// Notes an answer of any kind: the receiver is there.
    pub(crate) fn answered(&mut self) {
        self.failures = 0;
    }

    /// Whether the latest failure has opened the circuit.
    pub(crate) fn has_just_opened(&self) -> bool {
        self.failures == OPENED_BY
    }

    /// Whether the circuit is open.
    pub(crate) fn is_open(&self) -> bool {
        self.failures >= OPENED_BY
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_double_up_to_the_longest_and_half_of_each_is_chance() {
        let mut retry = Retry::new();
        for expected in [100, 200, 400, 800, 1_600] {
            let pause = retry.failed(None).as_millis();
            assert!((expected / 2..=expected).contains(&pause), "{pause}");
        }
        for _ in 0..100 {
            retry.failed(None);
        }
        let longest = retry.failed(None);
        assert!((15..=30).contains(&longest.as_secs()), "{longest:?}");
    }

    #[test]
    fn what_the_receiver_asks_for_is_the_least() {
        let mut retry = Retry::new();
        let asked = Duration::from_secs(60);
        let pause = retry.failed(Some(asked));
        assert!((asked..=asked * 11 / 10).contains(&pause), "{pause:?}");
    }

    #[test]
    fn nobody_is_left_for_longer_than_an_hour() {
        let pause = Retry::new().failed(Some(Duration::MAX));
        assert!((3_600..=3_960).contains(&pause.as_secs()), "{pause:?}");
    }

    #[test]
    fn five_failures_in_a_row_open_the_circuit_and_an_answer_closes_it() {
        let mut retry = Retry::new();
        for _ in 0..4 {
            retry.failed(None);
        }
        assert!(!retry.is_open());
        retry.failed(None);
        assert!(retry.is_open() && retry.has_just_opened());
        retry.failed(None);
        assert!(retry.is_open() && !retry.has_just_opened());
        retry.answered();
        assert!(!retry.is_open());
    }
}
