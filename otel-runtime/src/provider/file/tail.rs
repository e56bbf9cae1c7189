//! Which traces are kept when their end is known, as the file says it.

use super::{report::Report, section::At};
use crate::{TailSampling, provider::settings::Sourced};

/// With nothing in it, what failed is kept.
pub(super) fn read(at: &At<'_>, report: &mut Report) -> Sourced<Option<TailSampling>> {
    let mut tail = TailSampling::default();
    if let Some(mut section) = at.section(report) {
        let mut time = |key, report: &mut Report| section.get(key)?.milliseconds(report);
        if let Some(threshold) = time("slower_than", report) {
            tail = tail.slower_than(*threshold);
        }
        if let Some(longest) = time("hold_for", report) {
            tail = tail.hold_for(*longest);
        }
        let p99 = section.get("slower_than_p99");
        if p99.is_some_and(|at| at.boolean(report).is_some_and(|is_on| *is_on)) {
            tail = tail.slower_than_p99();
        }
        let bytes = section.get("hold_bytes");
        if let Some(bytes) = bytes.and_then(|at| at.count_from(1, report)) {
            tail = tail.hold_bytes(*bytes as usize);
        }
        section.end(report);
    }
    Sourced::new(Some(tail), at.source())
}

#[cfg(all(test, feature = "default"))]
mod tests {
    use std::time::Duration;

    use super::super::test_support::{mistakes, quiet};
    use crate::{TailSampling, provider::settings::Source};

    fn file(tail: &str) -> String {
        format!("file_format: \"1.0\"\ndistribution:\n  otel-runtime:\n    tail_sampling:{tail}\n")
    }

    #[test]
    fn the_decision_at_the_end_has_the_keys_of_the_code() {
        assert_eq!(quiet("file_format: \"1.0\"").tail.value, None);
        let tail = quiet(&file("")).tail;
        assert_eq!(tail.value, Some(TailSampling::default()));
        assert_eq!(tail.source, Source::File(4));
        let all = " {slower_than: 2000, slower_than_p99: true, hold_bytes: 99, hold_for: 500}";
        let expected = TailSampling::default()
            .slower_than(Duration::from_secs(2))
            .slower_than_p99()
            .hold_bytes(99)
            .hold_for(Duration::from_millis(500));
        assert_eq!(quiet(&file(all)).tail.value, Some(expected));
    }

    #[test]
    fn what_it_cannot_be_is_said_with_its_place() {
        let wrong = " {slower_then: 1, slower_than: soon, slower_than_p99: 1, hold_bytes: 0}";
        let mistakes = mistakes(&file(wrong)).join("\n");
        for part in [
            "slower_then: an unknown key; did you mean slower_than?",
            "slower_than: \"soon\" is not allowed",
            "slower_than_p99: \"1\" is not allowed; allowed: true, false",
            "hold_bytes: \"0\" is not allowed; allowed: a whole number from 1",
        ] {
            let part = format!("distribution.otel-runtime.tail_sampling.{part}");
            assert!(mistakes.contains(&part), "{part}: {mistakes}");
        }
    }
}
