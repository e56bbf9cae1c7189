//! The ratio sampler: one comparison of the trace's randomness with a threshold.

use std::fmt;

use opentelemetry::trace::{SpanContext, TraceId};

use super::{Verdict, Weight, threshold::Threshold, trace_state::randomness};
use crate::Error;

/// A share of all traces, from 0 to 1; made by [`Sampler::ratio`](super::Sampler::ratio).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ratio {
    value: f64,
    /// `None`: no trace is kept.
    threshold: Option<Threshold>,
}

impl Ratio {
    /// Every trace.
    pub(super) const ALL: Self = Self {
        value: 1.0,
        threshold: Some(Threshold::ZERO),
    };

    pub(crate) fn new(value: f64) -> Result<Self, Error> {
        Self::named("sampler ratio", value)
    }

    /// The share that a setting of this name has.
    pub(crate) fn named(setting: &'static str, value: f64) -> Result<Self, Error> {
        if (0.0..=1.0).contains(&value) {
            return Ok(Self::of(value));
        }
        Err(Error::invalid(setting, value, "a number from 0 to 1"))
    }

    /// The share of a number that is from 0 to 1.
    pub(super) fn of(value: f64) -> Self {
        let threshold = Threshold::of(value);
        Self { value, threshold }
    }

    /// The share as it was given.
    #[must_use]
    pub fn value(&self) -> f64 {
        self.value
    }

    #[inline]
    pub(super) fn verdict(&self, parent: Option<&SpanContext>, trace_id: TraceId) -> Verdict {
        match self.threshold {
            Some(threshold) if threshold.keeps(randomness(parent, trace_id)) => {
                Verdict::Keep(Weight::Threshold(threshold))
            }
            _ => Verdict::Drop,
        }
    }

    /// What 56 random bits must be at least to be kept; more than they can be where none are.
    pub(crate) fn threshold(&self) -> u64 {
        self.threshold.map_or(u64::MAX, Threshold::value)
    }
}

impl fmt::Display for Ratio {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "TraceIdRatioBased{{{}}}", self.value)
    }
}
