//! After the end nothing counts.

use std::{
    cell::Cell,
    thread::sleep,
    time::{Duration, SystemTime},
};

use journey_tests::{remote, span, traced};
use opentelemetry::{
    Context, KeyValue,
    trace::{Status, TraceContextExt},
};
use otel_runtime::traced;

#[traced]
fn open() -> Context {
    Context::current()
}

fn write_all(cx: &Context) {
    let span = cx.span();
    span.set_attribute(KeyValue::new("late", true));
    span.add_event("late", Vec::new());
    span.add_link(remote(true), Vec::new());
    span.set_status(Status::error("late"));
    span.update_name("late");
    span.end();
}

#[test]
fn writes_to_an_ended_span_are_ignored() {
    let ((), spans) = traced(|| {
        let stale = open();
        assert!(!stale.span().is_recording());
        assert!(stale.span().span_context().is_valid());
        write_all(&stale);
        // The next span may live in the same place.
        open();
        write_all(&stale);
    });
    spans.assert_tree("open\nopen");
    for span in spans.spans() {
        assert!(span.attributes.is_empty() && span.events.is_empty() && span.links.is_empty());
    }
}

#[test]
fn writes_through_a_stale_context_miss_the_span_that_is_open() {
    #[traced]
    fn second(stale: &Context) {
        write_all(stale);
        Context::current()
            .span()
            .set_attribute(KeyValue::new("own", true));
    }
    let ((), spans) = traced(|| {
        let stale = open();
        second(&stale);
    });
    spans.assert_tree("open\nsecond own=true");
    assert_eq!(span(&spans, "second").attributes.len(), 1);
}

#[test]
fn a_span_that_was_ended_through_the_api_takes_no_more() {
    #[traced]
    fn ends_early(ended: &Cell<SystemTime>) -> Result<(), String> {
        let cx = Context::current();
        cx.span().end();
        ended.set(SystemTime::now());
        assert!(!cx.span().is_recording());
        cx.span().set_attribute(KeyValue::new("late", true));
        sleep(Duration::from_millis(20));
        Err("failed".to_owned())
    }
    let ended = Cell::new(SystemTime::UNIX_EPOCH);
    let (_, spans) = traced(|| ends_early(&ended));
    spans.assert_tree("ends_early error=\"failed\"");
    let span = span(&spans, "ends_early");
    assert!(journey_tests::values(&span, "late").is_empty());
    // The function has gone on for 20 ms from then on; clocks differ by less.
    assert!(span.end_time < ended.get() + Duration::from_millis(10));
}
