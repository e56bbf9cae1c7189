//! Synchronous functions.

use otel_runtime::traced;

use journey_tests as support;

#[traced(attrs(user.id = id, plan = "gold"))]
fn outer(id: i64) -> Result<i64, String> {
    inner(id)
}

#[traced(kind = client)]
fn inner(id: i64) -> Result<i64, String> {
    if id > 1 {
        Err("too many".to_owned())
    } else {
        Ok(id)
    }
}

#[test]
fn a_call_in_a_call_is_a_child() {
    let (result, spans) = support::traced(|| outer(1));
    assert_eq!(result, Ok(1));
    spans.assert_tree("outer user.id=1 plan=\"gold\"\n  inner [client]");
}

#[test]
fn an_error_is_a_status_on_both_and_an_event_where_it_first_appeared() {
    let (result, spans) = support::traced(|| outer(2));
    assert!(result.is_err());
    for (name, events) in [("inner", 1), ("outer", 0)] {
        let span = support::span(&spans, name);
        assert_eq!(span.status, opentelemetry::trace::Status::error("too many"));
        assert_eq!(support::values(&span, "error.type").len(), 1);
        assert_eq!(span.events.events.len(), events, "{name}");
    }
}
