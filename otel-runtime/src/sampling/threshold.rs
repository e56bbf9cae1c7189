//! The rejection threshold of consistent probability sampling, and what it is compared with.

use std::fmt;

use opentelemetry::trace::TraceId;

/// The number of different values that 56 random bits can have.
const VALUES: u64 = 1 << 56;
/// Hexadecimal digits of 56 bits.
const DIGITS: u32 = 14;
/// How many digits a threshold keeps beyond its leading `f`s: what the specification recommends,
/// so that services which are given the same probability have the same threshold.
const PRECISION: u32 = 4;

/// Which values of a trace's randomness are rejected: those below it. It says with what probability
/// a span was kept, and so how many it stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Threshold(u64);

impl Threshold {
    /// Nothing is rejected.
    pub(super) const ZERO: Self = Self(0);

    /// The threshold of a probability from 0 to 1; `None` for 0, which is no probability sampling.
    pub(super) fn of(probability: f64) -> Option<Self> {
        if probability <= 0.0 {
            return None;
        }
        // The kept values are counted and not the rejected ones, because `1.0 - probability` would
        // lose the digits of small ones. The smallest share that can be kept is one value.
        let kept = ((probability.min(1.0) * VALUES as f64).round() as u64).max(1);
        let leading = (-probability.log2().ceil()).max(0.0) as u32 / 4;
        let digits = (PRECISION + leading).min(DIGITS);
        let unit = 1_u64 << (4 * (DIGITS - digits));
        let rounded = (VALUES - kept + unit / 2) / unit * unit;
        Some(Self(rounded.min(VALUES - 1)))
    }

    /// Reads the value of `th`: one to fourteen digits, of which trailing zeros are left out.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let is_number = text.bytes().all(|byte| byte.is_ascii_hexdigit());
        if text.is_empty() || text.len() > DIGITS as usize || !is_number {
            return None;
        }
        let value = u64::from_str_radix(text, 16).ok()?;
        Some(Self(value << (4 * (DIGITS as usize - text.len()))))
    }

    pub(super) fn value(self) -> u64 {
        self.0
    }

    #[inline]
    pub(super) fn keeps(self, randomness: Randomness) -> bool {
        randomness.0 >= self.0
    }

    /// How many spans one that was kept stands for.
    #[cfg(test)]
    pub(super) fn adjusted_count(self) -> f64 {
        VALUES as f64 / (VALUES - self.0) as f64
    }
}

/// The value of `th`.
impl fmt::Display for Threshold {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0 == 0 {
            return f.write_str("0");
        }
        let zeros = self.0.trailing_zeros() / 4;
        let width = (DIGITS - zeros) as usize;
        write!(f, "{:0width$x}", self.0 >> (4 * zeros))
    }
}

/// What all spans of a trace have in common: 56 random bits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Randomness(u64);

impl Randomness {
    /// A trace id's last seven bytes are the random ones (W3C trace context, level 2).
    #[inline]
    pub(super) fn of(trace_id: TraceId) -> Self {
        Self(u128::from_be_bytes(trace_id.to_bytes()) as u64 & (VALUES - 1))
    }

    /// Reads the value of `rv`: exactly fourteen digits, none of them in upper case.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let is_digit = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
        if text.len() != DIGITS as usize || !text.bytes().all(is_digit) {
            return None;
        }
        u64::from_str_radix(text, 16).ok().map(Self)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn thresholds_are_those_of_the_specifications_table() {
        // One in so many, and the threshold with four digits of precision.
        for (one_in, expected) in [
            (1, "0"),
            (2, "8"),
            (3, "aaab"),
            (4, "c"),
            (5, "cccd"),
            (8, "e"),
            (10, "e666"),
            (16, "f"),
            (100, "fd70a"),
            (1_000, "ffbe77"),
            (10_000, "fff9724"),
            (100_000, "ffff583a"),
            (1_000_000, "ffffef39"),
        ] {
            let threshold = Threshold::of(1.0 / f64::from(one_in)).unwrap();
            assert_eq!(threshold.to_string(), expected, "1 in {one_in}");
            assert_eq!(Threshold::parse(expected), Some(threshold));
            let count = threshold.adjusted_count() / f64::from(one_in);
            assert!((count - 1.0).abs() < 0.0001, "1 in {one_in}: {count}");
        }
    }

    #[test]
    fn the_smallest_probability_keeps_one_value_and_the_largest_all() {
        assert_eq!(Threshold::of(0.0), None);
        assert_eq!(
            Threshold::of(f64::MIN_POSITIVE),
            Some(Threshold(VALUES - 1))
        );
        assert_eq!(Threshold::of(1.0), Some(Threshold::ZERO));
        let nearly_all = Threshold::of(1.0 - f64::EPSILON).unwrap();
        assert_eq!(nearly_all, Threshold::ZERO);
    }

    #[test]
    fn what_is_no_threshold_or_no_randomness_is_refused() {
        for text in ["", "g", "+1", "-1", "0x8", "800000000000000", "8 "] {
            assert_eq!(Threshold::parse(text), None, "{text:?}");
        }
        for text in [
            "",
            "8",
            "0123456789abc",
            "0123456789ABCD",
            "0123456789abcde",
        ] {
            assert_eq!(Randomness::parse(text), None, "{text:?}");
        }
        let lowest = Randomness::parse("80000000000000").unwrap();
        assert!(Threshold::parse("8").unwrap().keeps(lowest));
        assert!(!Threshold::parse("80000000000001").unwrap().keeps(lowest));
    }

    #[test]
    fn the_last_seven_bytes_of_a_trace_id_are_its_randomness() {
        let half = Threshold::of(0.5).unwrap();
        let keeps = |id: u128| half.keeps(Randomness::of(TraceId::from(id)));
        let high = u128::MAX << 56;
        assert!(!keeps(high));
        assert!(!keeps(high | 0x7f_ffff_ffff_ffff));
        assert!(keeps(0x80_0000_0000_0000));
    }
}
