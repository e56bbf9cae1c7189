//! The ratio sampler: one comparison of the trace id's random part with a threshold.

use std::fmt;

use opentelemetry::trace::TraceId;

use crate::Error;

/// The number of different values that the 56 random bits of a trace id can have.
const RANDOM_VALUES: u64 = 1 << 56;

/// A share of all traces, from 0 to 1; made by [`Sampler::ratio`](super::Sampler::ratio).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ratio {
    value: f64,
    /// A trace is kept when its random value is at least this.
    threshold: u64,
}

impl Ratio {
    pub(crate) fn new(value: f64) -> Result<Self, Error> {
        if !(0.0..=1.0).contains(&value) {
            return Err(Error::invalid(
                "sampler ratio",
                value,
                "a number from 0 to 1",
            ));
        }
        // The kept values are counted and not the rejected ones, because `1.0 - value` would
        // lose the digits of small ratios. The smallest share that can be kept is one value.
        let kept = (value * RANDOM_VALUES as f64).round() as u64;
        let kept = if value > 0.0 { kept.max(1) } else { 0 };
        Ok(Self {
            value,
            threshold: RANDOM_VALUES - kept,
        })
    }

    /// The share as it was given.
    #[must_use]
    pub fn value(&self) -> f64 {
        self.value
    }

    #[inline]
    pub(super) fn keeps(&self, trace_id: TraceId) -> bool {
        // A trace id's last seven bytes are the random ones (W3C trace context, level 2).
        let random = u128::from_be_bytes(trace_id.to_bytes()) as u64 & (RANDOM_VALUES - 1);
        random >= self.threshold
    }

    /// What a trace's random value must be at least for the trace to be kept.
    pub(crate) fn threshold(&self) -> u64 {
        self.threshold
    }
}

impl fmt::Display for Ratio {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "TraceIdRatioBased{{{}}}", self.value)
    }
}
