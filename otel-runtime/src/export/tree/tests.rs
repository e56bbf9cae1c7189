//! The notation of the trees: what fits, what does not, and what is said about it.

#![allow(clippy::unwrap_used)]

use super::difference;
use crate::export::fixture::{Fixture, span, spans};
use opentelemetry::trace::SpanKind;

/// A request whose charge is declined, children before parents as they end.
fn order() -> Vec<Fixture> {
    vec![
        span("authorize", 2, 1, 10, 20).with("user.id", 7).ok(),
        span("connect", 4, 3, 31, 35),
        span("send", 5, 3, 36, 70).cancelled(),
        span("charge", 3, 1, 30, 80)
            .kind(SpanKind::Client)
            .with("card", "****1111")
            .error("Declined", "declined"),
        span("GET /orders", 1, 0, 0, 100)
            .kind(SpanKind::Server)
            .failed("Declined", "declined"),
    ]
}

fn agrees(expected: &str, fixtures: Vec<Fixture>) {
    assert_eq!(difference(expected, &spans(fixtures)), Ok(None));
}

fn differs(expected: &str, fixtures: Vec<Fixture>, lines: &[&str]) {
    let difference = difference(expected, &spans(fixtures)).unwrap();
    assert_eq!(
        difference.unwrap_or_default().lines().collect::<Vec<_>>(),
        lines
    );
}

fn unreadable(expected: &str, complaint: &str) {
    let error = difference(expected, &[]).unwrap_err();
    assert!(error.contains(complaint), "{error}");
}

#[test]
fn the_tree_fits_in_any_arrival_order() {
    let tree = r#"
        GET /orders [server] error="declined"
          authorize ok user.id=7
          charge [client] card="****1111" error
            connect
            send cancelled
    "#;
    agrees(tree, order());
    agrees(tree, order().into_iter().rev().collect());
}

#[test]
fn dots_stand_for_whole_subtrees() {
    agrees("GET /orders [server] error\n  ...", order());
    agrees("GET /orders [server] error\n  authorize ok\n  ...", order());
    agrees(
        "GET /orders [server] error\n  ...\n  charge [client] error\n    ...",
        order(),
    );
    agrees(
        "GET /orders [server] error\n  ...\n  authorize ok\n  ...\n  charge [client] error\n    ...\n    send cancelled\n    ...",
        order(),
    );
    agrees("...", order());
    agrees("...", vec![]);
}

#[test]
fn dots_do_not_reach_into_the_subtree_above() {
    differs(
        "GET /orders [server] error\n  authorize ok\n  charge [client] error\n  ...",
        order(),
        &[
            "  GET /orders [server] error",
            "    authorize ok",
            "    charge [client] error",
            "+     connect",
            "+     send cancelled",
            "    ...",
        ],
    );
}

#[test]
fn the_difference_shows_what_is_missing_and_what_is_new() {
    differs(
        r#"
        GET /orders [server] error="declined"
          authorise ok
          charge [client] error card="****2222"
            connect
            send cancelled
          receipt
        "#,
        order(),
        &[
            "  GET /orders [server] error=\"declined\"",
            "-   authorise ok",
            "+   authorize ok user.id=7",
            "-   charge [client] error card=\"****2222\"",
            "+   charge [client] error=\"declined\" card=\"****1111\" error.type=\"Declined\"",
            "      connect",
            "      send cancelled",
            "-   receipt",
        ],
    );
}

#[test]
fn outcome_and_kind_are_always_compared() {
    for wrong in ["a error", "a ok", "a panicked", "a cancelled", "a [client]"] {
        assert_ne!(
            difference(wrong, &spans([span("a", 1, 0, 0, 1)])),
            Ok(None),
            "{wrong}"
        );
    }
    assert_ne!(
        difference("a", &spans([span("a", 1, 0, 0, 1).ok()])),
        Ok(None)
    );
    agrees(
        "a panicked",
        vec![span("a", 1, 0, 0, 1).error("panic", "boom")],
    );
    agrees(
        "a panicked=\"boom\"",
        vec![span("a", 1, 0, 0, 1).failed("panic", "boom")],
    );
    let placed = span("a", 1, 0, 0, 1).failed("panic", "panicked: no way (out) (src/a.rs:3)");
    agrees("a panicked=\"no way (out)\"", vec![placed]);
    differs(
        "a panicked=\"bang\"",
        vec![
            span("a", 1, 0, 0, 1)
                .error("panic", "boom")
                .with("code.line.number", 3),
        ],
        &["- a panicked=\"bang\"", "+ a panicked=\"boom\""],
    );
}

#[test]
fn values_are_compared_with_their_type() {
    let one = || {
        vec![
            span("a", 1, 0, 0, 1)
                .with("n", 1)
                .with("s", "1")
                .with("f", 1.0)
                .with("code.line.number", 3),
        ]
    };
    agrees("a f=1.0 n=1 s=\"1\" code.line.number=*", one());
    differs(
        "a n=\"1\"",
        one(),
        &["- a n=\"1\"", "+ a n=1 s=\"1\" f=1.0"],
    );
    differs(
        "a code.line.number=4",
        one(),
        &[
            "- a code.line.number=4",
            "+ a n=1 s=\"1\" f=1.0 code.line.number=3",
        ],
    );
    agrees(
        "a n=2",
        vec![span("a", 1, 0, 0, 1).with("n", 1).with("n", 2)],
    );
}

#[test]
fn names_and_keys_that_mean_something_are_quoted() {
    for name in [
        "query ok",
        "a [client]",
        "a=b",
        "say \"hi\"",
        "...",
        "two  spaces",
        "new\nline",
        "c:\\x",
        "",
    ] {
        let shown = difference("", &spans([span(name, 1, 0, 0, 1)]))
            .unwrap()
            .unwrap();
        let expected = shown.trim_start_matches("+ ");
        assert!(expected.starts_with('"'), "{expected}");
        agrees(expected, vec![span(name, 1, 0, 0, 1)]);
    }
    agrees("\"GET /orders\"", vec![span("GET /orders", 1, 0, 0, 1)]);
    agrees(
        "a \"error\"=true \"my key\"=\"x y\"",
        vec![
            span("a", 1, 0, 0, 1)
                .with("error", true)
                .with("my key", "x y"),
        ],
    );
}

#[test]
fn a_span_without_its_parent_is_a_root_and_cycles_are_shown() {
    agrees(
        "late\nother",
        vec![span("late", 2, 99, 0, 5), span("other", 3, 98, 1, 5)],
    );
    agrees("a\n  b", vec![span("a", 1, 2, 0, 5), span("b", 2, 1, 1, 5)]);
    agrees("own", vec![span("own", 1, 1, 0, 5)]);
    // Ids are compared within a trace.
    agrees(
        "a\nb",
        vec![span("a", 1, 0, 0, 5), span("b", 2, 1, 1, 5).trace(7)],
    );
}

#[test]
fn a_deep_trace_does_not_recurse() {
    let chain = (1..=3_000).map(|id| span("s", id, id - 1, id, 9_000));
    assert!(difference("s\n  ...", &spans(chain)).unwrap().is_none());
}

#[test]
fn an_expected_tree_that_cannot_be_read_names_the_line() {
    unreadable(
        "a\n  b \"x",
        "line 2 of the expected tree, `b \"x`: a quote is not closed",
    );
    unreadable("a\n    b\n  c", "its indentation is that of no line above");
    unreadable("  a\nb", "is indented less than the first line");
    unreadable("a\n  ...\n    b", "has no children");
    unreadable(
        "a n=1 typo",
        "`typo` is neither `[kind]`, an outcome (ok, cancelled, error, panicked), nor `key=value`",
    );
    unreadable("a ok error", "names two outcomes");
    unreadable("a error=declined", "is written in quotes");
}
