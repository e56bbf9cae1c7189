//! What was decided of the latest traces, for the spans that end after their local root.

use std::collections::{HashMap, VecDeque};

use super::held::TraceKey;

/// Decisions that are remembered; a span that is later than that is decided by itself.
const REMEMBERED: usize = 16_384;

/// What becomes of a trace.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    Dropped,
    /// Kept by the sampler, with what it says of how many that stands for.
    ByChance,
    /// Kept for what happened in it.
    ForCertain,
}

#[derive(Debug, Default)]
pub(super) struct Decided {
    outcomes: HashMap<TraceKey, Outcome>,
    oldest_first: VecDeque<TraceKey>,
}

impl Decided {
    pub(super) fn get(&self, key: &TraceKey) -> Option<Outcome> {
        self.outcomes.get(key).copied()
    }

    pub(super) fn remember(&mut self, key: TraceKey, outcome: Outcome) {
        if self.outcomes.insert(key, outcome).is_none() {
            self.oldest_first.push_back(key);
        }
        if self.oldest_first.len() > REMEMBERED
            && let Some(oldest) = self.oldest_first.pop_front()
        {
            self.outcomes.remove(&oldest);
        }
    }
}

#[cfg(test)]
mod tests {
    use opentelemetry::trace::{SpanId, TraceId};

    use super::*;

    #[test]
    fn the_oldest_decision_is_forgotten_first() {
        let mut decided = Decided::default();
        let key = |n: usize| TraceKey::new(TraceId::from(n as u128 + 1), SpanId::INVALID);
        for n in 0..=REMEMBERED {
            let outcome = if n % 2 == 0 {
                Outcome::ByChance
            } else {
                Outcome::Dropped
            };
            decided.remember(key(n), outcome);
            decided.remember(key(n), outcome);
        }
        assert_eq!(decided.get(&key(0)), None);
        assert_eq!(decided.get(&key(1)), Some(Outcome::Dropped));
        let latest = decided.get(&key(REMEMBERED));
        assert_eq!(latest, Some(Outcome::ByChance));
        assert_eq!(decided.outcomes.len(), REMEMBERED);
    }
}
