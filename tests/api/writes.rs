//! What is written through `Context::current().span()`.

use journey_tests::{remote, span, traced, traced_async, values};
use opentelemetry::{
    Context, KeyValue,
    trace::{Status, TraceContextExt},
};
use otel_runtime::traced;

fn current() -> Context {
    Context::current()
}

#[traced(attrs(start = "start", both = "start"))]
fn writes() {
    let cx = current();
    let span = cx.span();
    assert!(span.is_recording());
    span.set_attribute(KeyValue::new("both", "api"));
    span.set_attributes([KeyValue::new("twice", 1), KeyValue::new("twice", 2)]);
    span.add_event(
        "event",
        vec![KeyValue::new("e", true), KeyValue::new("e", false)],
    );
    span.add_link(remote(true), vec![KeyValue::new("l", 1)]);
    span.update_name("renamed");
}

#[test]
fn everything_that_is_written_arrives() {
    let ((), spans) = traced(writes);
    let span = span(&spans, "renamed");
    assert_eq!(values(&span, "start"), ["start".into()]);
    assert_eq!(values(&span, "both"), ["api".into()]);
    assert_eq!(values(&span, "twice"), [2.into()]);
    assert_eq!(span.attributes.len(), 3);
    assert_eq!(span.events.len(), 1);
    assert_eq!(span.events[0].name, "event");
    assert_eq!(span.events[0].attributes, [KeyValue::new("e", false)]);
    let at = span.events[0].timestamp;
    assert!(at >= span.start_time && at <= span.end_time);
    assert_eq!(span.links.len(), 1);
    assert_eq!(span.links[0].span_context, remote(true));
    assert_eq!(span.links[0].attributes, [KeyValue::new("l", 1)]);
}

#[traced]
fn fails() -> Result<(), String> {
    current()
        .span()
        .set_attribute(KeyValue::new("error.type", "api"));
    Err("failed".to_owned())
}

#[test]
fn the_outcome_comes_last() {
    let (_, spans) = traced(fails);
    let span = span(&spans, "fails");
    assert_eq!(
        values(&span, "error.type"),
        ["alloc::string::String".into()]
    );
}

#[traced]
fn with_status(statuses: &[Status], fail: bool) -> Result<(), String> {
    for status in statuses {
        current().span().set_status(status.clone());
    }
    if fail {
        Err("failed".to_owned())
    } else {
        Ok(())
    }
}

#[test]
fn ok_is_final_and_the_later_error_counts() {
    let error = Status::error;
    for (statuses, fail, expected) in [
        (vec![Status::Ok], false, Status::Ok),
        (vec![Status::Ok, error("a")], false, Status::Ok),
        (vec![Status::Ok], true, Status::Ok),
        (vec![error("a"), Status::Ok], false, Status::Ok),
        (vec![error("a"), error("b")], false, error("b")),
        (vec![error("a"), Status::Unset], false, error("a")),
        (vec![error("a")], true, error("failed")),
        (vec![error("")], false, error("")),
        (vec![Status::Unset], false, Status::Unset),
    ] {
        let (_, spans) = traced(|| with_status(&statuses, fail));
        let span = span(&spans, "with_status");
        assert_eq!(span.status, expected, "{statuses:?}, fails: {fail}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn writes_from_other_threads_arrive() {
    #[traced]
    async fn open() {
        let cx = current();
        let other = cx.clone();
        std::thread::spawn(move || other.span().set_attribute(KeyValue::new("thread", 1)))
            .join()
            .unwrap();
        tokio::spawn(async move {
            tokio::task::yield_now().await;
            cx.span().set_attribute(KeyValue::new("task", 1));
        })
        .await
        .unwrap();
    }
    let ((), spans) = traced_async(open()).await;
    spans.assert_tree("open thread=1 task=1");
}

#[test]
fn the_context_is_the_same_everywhere() {
    #[traced]
    fn contexts() -> Vec<opentelemetry::trace::SpanContext> {
        let cx = current();
        let mut headers = std::collections::HashMap::new();
        otel_runtime::inject(&mut headers);
        let carried = otel_runtime::extract(&headers);
        let carried = carried.span().span_context().clone();
        assert!(carried.is_remote());
        vec![
            cx.span().span_context().clone(),
            otel_runtime::ActiveSpan::current().span_context(),
            opentelemetry::trace::SpanContext::new(
                carried.trace_id(),
                carried.span_id(),
                carried.trace_flags(),
                false,
                carried.trace_state().clone(),
            ),
        ]
    }
    let (contexts, spans) = traced(contexts);
    let expected = span(&spans, "contexts").span_context;
    assert!(expected.is_valid() && expected.is_sampled());
    for context in contexts {
        assert_eq!(context, expected);
    }
}
