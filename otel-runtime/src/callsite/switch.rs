//! What a switched call site does with a call.

use std::sync::atomic::{AtomicU64, Ordering};

use crate::sampling::Ratio;

/// What call sites do, as [`Telemetry::switch_call_sites`](crate::Telemetry::switch_call_sites)
/// sets them.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
#[non_exhaustive]
pub enum CallSiteSwitch {
    /// Every call is traced, as far as the sampler keeps it: what is so from the start.
    #[default]
    On,
    /// As on, and calls are counted, but for those under a parent that was not sampled, where that
    /// settles it: they return at once. The counter is shared by all threads that call the function,
    /// which costs a call some nanoseconds.
    Counted,
    /// This share of the calls is traced, and calls are counted; made by
    /// [`CallSiteSwitch::rate`].
    ///
    /// A call that would start a trace starts one that is not sampled instead. Of any other call
    /// that is passed over there is no span, and what it calls belongs to the span around it: a
    /// trace stays whole but for these.
    ///
    /// It comes on top of the sampler, by a chance of its own: with a sampler that keeps a tenth,
    /// half of the calls make a twentieth of the traces. The threshold that a sampler writes into
    /// the trace state (`ot=th:`) does not know of it, so that counts which a backend scales by it
    /// come out too low by this share. Where they matter, have the sampler keep the share, with a
    /// [`Rule`](crate::Rule) for the span's name.
    Rate(Ratio),
    /// Calls run as if the function were not traced: what they call belongs to the span around it,
    /// or starts traces of its own.
    Off,
}

impl CallSiteSwitch {
    /// Traces this share of the calls, from 0.0 (none) to 1.0 (all).
    ///
    /// # Errors
    /// When the rate is not a number from 0 to 1.
    pub fn rate(rate: f64) -> Result<Self, crate::Error> {
        Ratio::named("call site rate", rate).map(Self::Rate)
    }
}

/// What is counted of one call site.
#[derive(Debug)]
pub(super) struct Counters {
    calls: AtomicU64,
    /// Written by the collector thread alone.
    spans: AtomicU64,
    /// A call is traced when its chance is at least this.
    threshold: AtomicU64,
}

impl Counters {
    pub(super) const fn new() -> Self {
        Self {
            calls: AtomicU64::new(0),
            spans: AtomicU64::new(0),
            threshold: AtomicU64::new(0),
        }
    }

    pub(super) fn set(&self, switch: CallSiteSwitch) {
        let threshold = match switch {
            CallSiteSwitch::Rate(ratio) => ratio.threshold(),
            _ => 0,
        };
        self.threshold.store(threshold, Ordering::Relaxed);
    }

    pub(super) fn passes_over(&self, chance: u64) -> bool {
        self.calls.fetch_add(1, Ordering::Relaxed);
        // As many bits as a threshold has.
        chance >> 8 < self.threshold.load(Ordering::Relaxed)
    }

    #[inline]
    pub(super) fn span_ended(&self) {
        let spans = self.spans.load(Ordering::Relaxed);
        self.spans.store(spans + 1, Ordering::Relaxed);
    }

    pub(super) fn calls(&self) -> u64 {
        self.calls.load(Ordering::Relaxed)
    }

    pub(super) fn spans(&self) -> u64 {
        self.spans.load(Ordering::Relaxed)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn a_rate_is_the_share_of_chances_that_are_traced() {
        let counters = Counters::new();
        counters.set(CallSiteSwitch::rate(0.25).unwrap());
        let chances = (0..1_000).map(|n: u64| n * (u64::MAX / 1_000));
        let traced = chances
            .filter(|chance| !counters.passes_over(*chance))
            .count();
        assert_eq!((traced, counters.calls()), (249, 1_000));
        counters.set(CallSiteSwitch::Counted);
        assert!(!counters.passes_over(0));
        counters.set(CallSiteSwitch::rate(0.0).unwrap());
        assert!(counters.passes_over(u64::MAX));
    }

    #[test]
    fn a_rate_is_from_0_to_1() {
        let error = CallSiteSwitch::rate(1.5).unwrap_err().to_string();
        assert!(
            error.contains("1.5") && error.contains("from 0 to 1"),
            "{error}"
        );
        assert!(error.starts_with("call site rate:"), "{error}");
    }
}
