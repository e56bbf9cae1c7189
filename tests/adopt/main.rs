//! Somebody else's provider. A program of its own: `adopt` is for the whole process.
#![allow(clippy::unwrap_used, missing_docs)]

use std::sync::{Mutex, MutexGuard, PoisonError};

use journey_tests::{remote, span};
use opentelemetry::{
    Context, KeyValue,
    trace::{Span, Status, TraceContextExt, Tracer, TracerProvider},
};
use opentelemetry_sdk::trace::{SdkTracerProvider, SpanLimits};
use otel_runtime::{MemoryExporter, Telemetry, traced};

/// One provider at a time.
struct Adopted {
    spans: MemoryExporter,
    telemetry: Telemetry,
    _one_at_a_time: MutexGuard<'static, ()>,
}

fn adopted() -> Adopted {
    static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());
    let one_at_a_time = ONE_AT_A_TIME.lock().unwrap_or_else(PoisonError::into_inner);
    let spans = MemoryExporter::default();
    let sdk = SdkTracerProvider::builder()
        .with_simple_exporter(spans.clone())
        .with_span_limits(SpanLimits::default())
        .build();
    Adopted {
        spans,
        telemetry: otel_runtime::adopt(sdk),
        _one_at_a_time: one_at_a_time,
    }
}

#[traced(kind = server, attrs(n), links(remote(true)))]
fn outer(n: i64) -> Result<(), String> {
    inner();
    Context::current()
        .span()
        .set_attribute(KeyValue::new("api", true));
    if n > 0 {
        Err("failed".to_owned())
    } else {
        Ok(())
    }
}

#[traced]
fn inner() {}

#[traced(spawn = link)]
fn spawner() {
    std::thread::spawn(inner).join().unwrap();
}

#[test]
fn its_exporters_are_its_own() {
    let adopted = adopted();
    let error = adopted.telemetry.add_exporter(MemoryExporter::default());
    assert_eq!(
        error.unwrap_err().to_string(),
        "memory could not be started: the spans go to the adopted provider"
    );
}

#[test]
fn a_linked_task_is_a_trace_of_its_own() {
    let adopted = adopted();
    spawner();
    adopted.spans.assert_tree("spawner\ninner");
    let inner = span(&adopted.spans, "inner");
    let links: Vec<_> = inner.links.iter().map(|link| &link.span_context).collect();
    assert_eq!(links, [&span(&adopted.spans, "spawner").span_context]);
}

#[traced(attrs(n))]
async fn waits(n: i64) {
    for _ in 0..n {
        tokio::task::yield_now().await;
        inner();
    }
}

#[test]
fn parents_attributes_and_outcome_arrive_there() {
    let adopted = adopted();
    drop(outer(0));
    drop(outer(1));
    adopted.spans.assert_tree(
        r#"
        outer [server] n=0 api=true
          inner
        outer [server] n=1 api=true error="failed" error.type="alloc::string::String"
          inner
        "#,
    );
    let failed = &adopted.spans.trees()[1].span;
    assert_eq!(failed.status, Status::error("failed"));
    assert_eq!(failed.events[0].name, "exception");
    assert_eq!(failed.links[0].span_context, remote(true));
    assert_eq!(failed.instrumentation_scope.name(), env!("CARGO_PKG_NAME"));
}

#[tokio::test]
async fn futures_and_their_cancellation() {
    let adopted = adopted();
    waits(2).await;
    let mut dropped = Box::pin(waits(2));
    assert!(futures::poll!(&mut dropped).is_pending());
    drop(dropped);
    adopted
        .spans
        .assert_tree("waits n=2\n  inner\n  inner\nwaits n=2 cancelled");
}

#[test]
fn a_panic_is_recorded_there() {
    #[traced]
    fn panics() {
        std::panic::resume_unwind(Box::new("boom"));
    }
    let adopted = adopted();
    assert!(std::panic::catch_unwind(panics).is_err());
    adopted.spans.assert_tree("panics panicked");
}

#[traced(mask(password))]
fn check(password: &str) -> Result<(), String> {
    Err(format!("wrong password {password}"))
}

#[test]
fn an_error_is_one_event_and_shows_no_secret() {
    #[traced]
    fn login() -> Result<(), String> {
        check("hunter2")
    }
    let adopted = adopted();
    assert!(login().is_err());
    adopted.spans.assert_tree(
        r#"
        login error="wrong password [REDACTED]"
          check error="wrong password [REDACTED]"
        "#,
    );
    for span in adopted.spans.spans() {
        assert_eq!(span.events.len(), usize::from(span.name == "check"));
    }
}

#[traced(root)]
fn fresh() {}

#[test]
fn a_root_is_linked() {
    #[traced]
    fn around() {
        fresh();
    }
    let adopted = adopted();
    around();
    let spans = adopted.spans.spans();
    let [around, fresh] = &spans[..] else {
        panic!("{spans:?}");
    };
    assert_ne!(
        around.span_context.trace_id(),
        fresh.span_context.trace_id()
    );
    assert_eq!(fresh.links[0].span_context, around.span_context);
}

#[test]
fn spans_of_the_api_go_there_too() {
    let adopted = adopted();
    let tracer = adopted.telemetry.provider().tracer("direct");
    let mut direct = tracer.start("direct");
    assert!(direct.is_recording());
    direct.set_attribute(KeyValue::new("a", 1));
    let cx = Context::new().with_span(direct);
    {
        let _current = cx.attach();
        inner();
    }
    adopted.spans.assert_tree("direct a=1\n  inner");
}

#[test]
fn when_it_ends_nothing_is_traced_any_more() {
    let adopted = adopted();
    adopted.telemetry.flush().unwrap();
    adopted.telemetry.shutdown().unwrap();
    inner();
    assert!(adopted.spans.spans().is_empty());
}
