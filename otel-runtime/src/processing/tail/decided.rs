//! What was decided of the latest traces, for the spans that end after their local root.

use std::collections::{HashMap, VecDeque};

use super::held::TraceKey;

/// Decisions that are remembered; a span that is later than that is decided by itself.
const REMEMBERED: usize = 16_384;

#[derive(Debug, Default)]
pub(super) struct Decided {
    kept: HashMap<TraceKey, bool>,
    oldest_first: VecDeque<TraceKey>,
}

impl Decided {
    pub(super) fn get(&self, key: &TraceKey) -> Option<bool> {
        self.kept.get(key).copied()
    }

    pub(super) fn remember(&mut self, key: TraceKey, keep: bool) {
        if self.kept.insert(key, keep).is_none() {
            self.oldest_first.push_back(key);
        }
        if self.oldest_first.len() > REMEMBERED
            && let Some(oldest) = self.oldest_first.pop_front()
        {
            self.kept.remove(&oldest);
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
            decided.remember(key(n), n % 2 == 0);
            decided.remember(key(n), n % 2 == 0);
        }
        assert_eq!(decided.get(&key(0)), None);
        assert_eq!(decided.get(&key(1)), Some(false));
        assert_eq!(decided.get(&key(REMEMBERED)), Some(true));
        assert_eq!(decided.kept.len(), REMEMBERED);
    }
}
