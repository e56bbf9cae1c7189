//! What the W3C's harness checks of `traceparent`: 27 of its 41 tests.

use std::collections::HashSet;

use super::harness::{SPAN, TRACE, send, send_for};

/// Sends one `traceparent`; whether the service went on with its trace.
async fn keeps(traceparent: &str) -> bool {
    let passed = send(&[("traceparent", traceparent)]).await;
    assert_ne!(passed.span, SPAN, "{traceparent}");
    passed.trace == TRACE
}

/// The names of the tests, and for each of them headers of which none may be obeyed.
macro_rules! refused {
    ($($test:ident: $($header:literal),+;)*) => {$(
        #[tokio::test]
        async fn $test() {
            for header in [$(format!($header)),+] {
                assert!(!keeps(&header).await, "{header}");
            }
        }
    )*};
}

refused! {
    version_0x00_has_no_more_than_four_fields:
        "00-{TRACE}-{SPAN}-01.", "00-{TRACE}-{SPAN}-01-what-the-future-will-be-like";
    version_0xff_is_invalid: "ff-{TRACE}-{SPAN}-01";
    version_with_illegal_characters: ".0-{TRACE}-{SPAN}-01", "0.-{TRACE}-{SPAN}-01";
    version_too_long: "000-{TRACE}-{SPAN}-01", "0000-{TRACE}-{SPAN}-01";
    version_too_short: "0-{TRACE}-{SPAN}-01";
    trace_id_all_zero: "00-00000000000000000000000000000000-{SPAN}-01";
    trace_id_with_illegal_characters:
        "00-.2345678901234567890123456789012-{SPAN}-01",
        "00-1234567890123456789012345678901.-{SPAN}-01";
    trace_id_too_long: "00-{TRACE}3-{SPAN}-01";
    trace_id_too_short: "00-1234567890123456789012345678901-{SPAN}-01";
    parent_id_all_zero: "00-{TRACE}-0000000000000000-01";
    parent_id_with_illegal_characters:
        "00-{TRACE}-.234567890123456-01", "00-{TRACE}-123456789012345.-01";
    parent_id_too_long: "00-{TRACE}-{SPAN}7-01";
    parent_id_too_short: "00-{TRACE}-123456789012345-01";
    flags_with_illegal_characters: "00-{TRACE}-{SPAN}-.0", "00-{TRACE}-{SPAN}-0.";
    flags_too_long: "00-{TRACE}-{SPAN}-001";
    flags_too_short: "00-{TRACE}-{SPAN}-1";
}

#[tokio::test]
async fn without_headers_a_trace_begins() {
    let passed = send(&[]).await;
    assert_ne!(passed.trace, TRACE);
}

#[tokio::test]
async fn a_parent_alone_is_enough() {
    assert!(keeps(&format!("00-{TRACE}-{SPAN}-01")).await);
}

#[tokio::test]
async fn of_two_parents_neither_counts() {
    let (one, other) = (
        format!("00-{TRACE}-{SPAN}-01"),
        format!("00-{}1-{SPAN}-01", &TRACE[1..]),
    );
    let passed = send(&[("traceparent", &one), ("traceparent", &other)]).await;
    assert!(!one.contains(&passed.trace) && !other.contains(&passed.trace));
}

#[tokio::test]
async fn other_names_are_other_headers() {
    let parent = format!("00-{TRACE}-{SPAN}-01");
    for name in ["trace-parent", "trace.parent"] {
        assert_ne!(send(&[(name, &parent)]).await.trace, TRACE, "{name}");
    }
}

#[tokio::test]
async fn names_are_in_any_case() {
    let parent = format!("00-{TRACE}-{SPAN}-01");
    for name in ["TraceParent", "TrAcEpArEnT", "TRACEPARENT"] {
        assert_eq!(send(&[(name, &parent)]).await.trace, TRACE, "{name}");
    }
}

#[tokio::test]
async fn later_versions_are_read_as_far_as_they_are_known() {
    assert!(keeps(&format!("cc-{TRACE}-{SPAN}-01")).await);
    assert!(
        keeps(&format!(
            "cc-{TRACE}-{SPAN}-01-what-the-future-will-be-like"
        ))
        .await
    );
    assert!(
        !keeps(&format!(
            "cc-{TRACE}-{SPAN}-01.what-the-future-will-be-like"
        ))
        .await
    );
}

#[tokio::test]
async fn blanks_around_it_do_not_count() {
    let parent = format!("00-{TRACE}-{SPAN}-01");
    for (before, after) in [(" ", ""), ("\t", ""), ("", " "), ("", "\t"), ("\t ", " \t")] {
        assert!(keeps(&format!("{before}{parent}{after}")).await);
    }
}

#[tokio::test]
async fn the_random_flag_is_passed_on() {
    let parent = format!("00-{TRACE}-{SPAN}-02");
    let passed = send(&[("traceparent", &parent)]).await;
    assert_eq!((passed.trace.as_str(), passed.flags & 2), (TRACE, 2));
    let parent = format!("00-{TRACE}-{SPAN}-01");
    assert_eq!(send(&[("traceparent", &parent)]).await.flags, 1);
}

#[tokio::test]
async fn requests_of_one_trace_have_a_span_each() {
    let parent = format!("00-{TRACE}-{SPAN}-01");
    let passed = send_for(&[("traceparent", &parent)], 3).await;
    assert!(passed.iter().all(|one| one.trace == TRACE));
    let spans: HashSet<_> = passed.iter().map(|one| &one.span).collect();
    assert_eq!(spans.len(), 3);
}

#[tokio::test]
async fn requests_of_a_trace_of_ours_have_a_span_each() {
    let passed = send_for(&[], 3).await;
    let spans: HashSet<_> = passed.iter().map(|one| &one.span).collect();
    assert_eq!(spans.len(), 3);
}

#[tokio::test]
async fn requests_under_an_illegal_parent_have_a_span_each() {
    let parent = format!("00-{}-{SPAN}-01", "0".repeat(32));
    let passed = send_for(&[("traceparent", &parent)], 3).await;
    assert!(passed.iter().all(|one| !parent.contains(&one.trace)));
    let spans: HashSet<_> = passed.iter().map(|one| &one.span).collect();
    assert_eq!(spans.len(), 3);
}
