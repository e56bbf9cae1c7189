//! The entry that OpenTelemetry has in a trace state: `ot=th:<threshold>;rv:<randomness>`.
//!
//! Follows the specification's "TraceState: Probability Sampling" and "TraceState Handling".

use opentelemetry::trace::{SpanContext, TraceId, TraceState};

use super::{
    Weight, presumption,
    threshold::{Randomness, Threshold},
};
use crate::record::RANDOM_TRACE_ID;

const ENTRY: &str = "ot";
const THRESHOLD: &str = "th";
const RANDOMNESS: &str = "rv";

/// A trace's randomness: that which its trace state names, else its id's.
#[inline]
pub(super) fn randomness(parent: Option<&SpanContext>, trace_id: TraceId) -> Randomness {
    let Some(parent) = parent else {
        return Randomness::of(trace_id);
    };
    if is_presumed(parent) {
        presumption::tell();
    }
    named(parent).unwrap_or_else(|| Randomness::of(trace_id))
}

/// The randomness that a trace state names.
fn named(parent: &SpanContext) -> Option<Randomness> {
    Randomness::parse(value(parent.trace_state(), RANDOMNESS)?)
}

/// Whether nobody says that the trace's id is random, nor names a randomness.
fn is_presumed(parent: &SpanContext) -> bool {
    parent.trace_flags().to_u8() & RANDOM_TRACE_ID == 0 && named(parent).is_none()
}

impl Weight {
    /// The trace state of a kept span, where it is not to be its parent's.
    pub(crate) fn trace_state(self, parent: Option<&SpanContext>) -> Option<TraceState> {
        const NONE: &TraceState = &TraceState::NONE;
        let state = parent.map_or(NONE, SpanContext::trace_state);
        let old = value(state, THRESHOLD);
        let new = match self {
            Self::Inherited if old.is_none() || parent.is_none_or(agrees) => return None,
            Self::One if old.is_none() => return None,
            Self::Inherited | Self::Unknown => None,
            Self::One => Some(Threshold::ZERO),
            Self::Threshold(threshold) => Some(threshold),
        };
        let unchanged = old.is_some() == new.is_some() && old.and_then(Threshold::parse) == new;
        (!unchanged).then(|| with_threshold(state, new))
    }
}

/// The trace state of a span that is not kept, where it is not to be its parent's: a parent that
/// was kept stands for some, a child that was not for none.
pub(crate) fn of_dropped(parent: &SpanContext) -> Option<TraceState> {
    let state = parent.trace_state();
    let weighs = parent.is_sampled() && value(state, THRESHOLD).is_some();
    weighs.then(|| with_threshold(state, None))
}

/// The trace state of a span that is kept for certain after all, where it is not the one it has.
pub(crate) fn for_certain(state: &TraceState) -> Option<TraceState> {
    let threshold = Threshold::parse(value(state, THRESHOLD)?);
    let one = Threshold::ZERO;
    (threshold != Some(one)).then(|| with_threshold(state, Some(one)))
}

/// The trace state without what it says of sampling.
pub(crate) fn of_nobody(state: &TraceState) -> TraceState {
    match state.delete(ENTRY) {
        Ok(others) if others.into_iter().len() > 0 => others,
        _ => TraceState::NONE,
    }
}

/// The members of both: those that a sampler gave first, and the others that it was not shown.
pub(crate) fn with_others(given: TraceState, others: &TraceState) -> TraceState {
    if *others == TraceState::NONE {
        return given;
    }
    let is_other = |(key, _): &(&str, &str)| given.get(key).is_none();
    let members = given.into_iter().chain(others.into_iter().filter(is_other));
    TraceState::from_key_value(members).unwrap_or_else(|_| given.clone())
}

/// Whether a sampled parent's threshold can be the one it was kept by. Within the process it is.
fn agrees(parent: &SpanContext) -> bool {
    if !parent.is_remote() || !parent.is_sampled() {
        return true;
    }
    let threshold = value(parent.trace_state(), THRESHOLD).and_then(Threshold::parse);
    let randomness = named(parent).unwrap_or_else(|| Randomness::of(parent.trace_id()));
    threshold.is_some_and(|threshold| threshold.keeps(randomness))
}

fn value<'a>(state: &'a TraceState, key: &str) -> Option<&'a str> {
    let mut members = state.get(ENTRY)?.split(';');
    members.find_map(|member| member.strip_prefix(key)?.strip_prefix(':'))
}

/// The trace state with this threshold, or with none; all else in it is kept.
fn with_threshold(state: &TraceState, threshold: Option<Threshold>) -> TraceState {
    let mut members: Vec<String> = Vec::new();
    members.extend(threshold.map(|threshold| format!("{THRESHOLD}:{threshold}")));
    let is_other = |member: &&str| {
        let key = member.split_once(':').map_or(*member, |(key, _)| key);
        !key.is_empty() && key != THRESHOLD
    };
    let others = state.get(ENTRY).unwrap_or_default().split(';');
    members.extend(others.filter(is_other).map(str::to_owned));
    let changed = if members.is_empty() {
        state.delete(ENTRY)
    } else {
        state.insert(ENTRY, members.join(";"))
    };
    match changed {
        Ok(changed) if changed.into_iter().len() == 0 => TraceState::NONE,
        Ok(changed) => changed,
        // An entry has at most 256 characters: no weight is better than a wrong one.
        Err(_) if threshold.is_some() => with_threshold(state, None),
        Err(_) => state.clone(),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use opentelemetry::trace::{SpanId, TraceFlags};

    use super::*;

    /// A trace id whose randomness is a little above a half.
    const TRACE: u128 = 0x90_0000_0000_0000;

    fn parent(state: &str, sampled: bool, remote: bool) -> SpanContext {
        SpanContext::new(
            TraceId::from(TRACE),
            SpanId::from(1),
            TraceFlags::default().with_sampled(sampled),
            remote,
            state.parse().unwrap(),
        )
    }

    fn outgoing(weight: Weight, state: &str) -> Option<String> {
        let parent = parent(state, true, true);
        weight
            .trace_state(Some(&parent))
            .map(|state| state.header())
    }

    #[test]
    fn a_threshold_takes_the_place_of_the_one_before_and_all_else_is_kept() {
        let half = Weight::Threshold(Threshold::of(0.5).unwrap());
        let root = half.trace_state(None).unwrap();
        assert_eq!(root.header(), "ot=th:8");
        for (incoming, expected) in [
            ("", Some("ot=th:8")),
            ("ot=th:8", None),
            ("ot=th:80", None),
            ("vendor=x", Some("ot=th:8,vendor=x")),
            ("vendor=x,ot=th:c", Some("ot=th:8,vendor=x")),
            (
                "ot=rv:0123456789abcd;th:c;x:y",
                Some("ot=th:8;rv:0123456789abcd;x:y"),
            ),
            ("ot=thx:1;;th", Some("ot=th:8;thx:1")),
        ] {
            assert_eq!(outgoing(half, incoming).as_deref(), expected, "{incoming}");
        }
    }

    #[test]
    fn what_was_not_kept_by_chance_has_no_threshold() {
        assert_eq!(
            outgoing(Weight::Unknown, "ot=th:8,a=b").as_deref(),
            Some("a=b")
        );
        assert_eq!(outgoing(Weight::Unknown, "ot=th:8").as_deref(), Some(""));
        assert_eq!(outgoing(Weight::Unknown, "a=b"), None);
        let lone = parent("ot=th:8", true, true);
        assert_eq!(
            Weight::Unknown.trace_state(Some(&lone)),
            Some(TraceState::NONE)
        );
    }

    #[test]
    fn what_is_kept_for_certain_stands_for_itself_only() {
        assert_eq!(outgoing(Weight::One, "ot=th:8").as_deref(), Some("ot=th:0"));
        assert_eq!(outgoing(Weight::One, "ot=th:0"), None);
        assert_eq!(outgoing(Weight::One, "a=b"), None);
        assert_eq!(Weight::One.trace_state(None), None);
    }

    #[test]
    fn an_inherited_threshold_goes_on_where_the_parent_can_have_been_kept_by_it() {
        assert_eq!(outgoing(Weight::Inherited, "ot=th:8"), None);
        assert_eq!(outgoing(Weight::Inherited, "a=b"), None);
        assert_eq!(outgoing(Weight::Inherited, "ot=th:a").as_deref(), Some(""));
        assert_eq!(
            outgoing(Weight::Inherited, "ot=th:nonsense").as_deref(),
            Some("")
        );
        // The randomness that is named counts, not the trace id's.
        let high = "ot=th:c;rv:d0000000000000";
        assert_eq!(outgoing(Weight::Inherited, high), None);
        let low = "ot=th:8;rv:70000000000000";
        let erased = outgoing(Weight::Inherited, low);
        assert_eq!(erased.as_deref(), Some("ot=rv:70000000000000"));
        let local = parent("ot=th:a", true, false);
        assert_eq!(Weight::Inherited.trace_state(Some(&local)), None);
    }

    #[test]
    fn a_dropped_child_of_a_kept_parent_stands_for_none() {
        let dropped = |sampled| of_dropped(&parent("ot=th:8;rv:90000000000000", sampled, true));
        assert_eq!(dropped(true).unwrap().header(), "ot=rv:90000000000000");
        assert_eq!(dropped(false), None);
        assert_eq!(of_dropped(&parent("a=b", true, true)), None);
    }

    #[test]
    fn an_entry_without_room_for_a_threshold_has_none() {
        let full = format!("ot=x:{};th:c", "y".repeat(248));
        let tiny = Weight::Threshold(Threshold::of(1e-9).unwrap());
        let entry = outgoing(tiny, &full).unwrap();
        assert!(
            entry.starts_with("ot=x:yyy") && !entry.contains("th:"),
            "{entry}"
        );
    }

    #[test]
    fn randomness_is_the_traces_unless_it_is_named() {
        let of = |state: &str| randomness(Some(&parent(state, true, true)), TraceId::from(TRACE));
        let own = Randomness::of(TraceId::from(TRACE));
        assert_eq!(of(""), own);
        assert_eq!(of("ot=rv:nonsense"), own);
        assert_eq!(randomness(None, TraceId::from(TRACE)), own);
        let named = Randomness::parse("00000000000001").unwrap();
        assert_eq!(of("ot=th:8;rv:00000000000001"), named);
    }

    #[test]
    fn an_id_is_presumed_to_be_random_where_nobody_says_so() {
        let presumed = |state: &str, flags| {
            is_presumed(&SpanContext::new(
                TraceId::from(TRACE),
                SpanId::from(1),
                TraceFlags::new(flags),
                true,
                state.parse().unwrap(),
            ))
        };
        assert!(presumed("", 0) && presumed("ot=th:8", 1) && presumed("ot=rv:nonsense", 1));
        assert!(!presumed("", 2) && !presumed("", 3) && !presumed("ot=rv:00000000000001", 0));
    }
}
