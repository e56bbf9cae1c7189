//! Masked values of a span in the texts of the spans above it.

use std::panic::catch_unwind;

use journey_tests::{span, telemetry, traced, traced_async};
use opentelemetry::{
    Context,
    trace::{FutureExt, TraceContextExt, Tracer, TracerProvider},
};
use otel_runtime::{MemoryExporter, WithCurrentContext, traced};

/// Asserts that `hunter2` stands nowhere in the spans, and what the span `outer` says.
#[track_caller]
fn assert_outer(spans: &MemoryExporter, text: &str) {
    let all = format!("{:?}", spans.spans());
    assert!(!all.contains("hunter2"), "{all}");
    let status = span(spans, "outer").status;
    assert_eq!(status, opentelemetry::trace::Status::error(text.to_owned()));
}

#[derive(Debug, thiserror::Error)]
#[error("wrong password {0}")]
struct Wrong(String);

#[derive(Debug, thiserror::Error)]
#[error("login failed: {0}")]
struct LoginError(#[from] Wrong);

#[traced(mask(password))]
fn check(password: &str) -> Result<(), Wrong> {
    Err(Wrong(password.to_owned()))
}

#[traced("outer")]
fn same() -> Result<(), Wrong> {
    check("hunter2")
}

#[traced("outer")]
fn wrapped() -> Result<(), LoginError> {
    Ok(check("hunter2")?)
}

#[traced("outer")]
fn boxed() -> Result<(), Box<dyn std::error::Error>> {
    Ok(check("hunter2")?)
}

#[traced("outer")]
fn in_context() -> anyhow::Result<()> {
    use anyhow::Context;
    check("hunter2").context("request 7")
}

#[traced("outer")]
fn mentioned() -> Result<(), String> {
    check("hunter2").map_err(|error| format!("request 7: {error:?}"))
}

#[test]
fn in_whatever_the_error_is_wrapped() {
    let works: [(fn(), &str); 5] = [
        (|| drop(same()), "wrong password [REDACTED]"),
        (
            || drop(wrapped()),
            "login failed: wrong password [REDACTED]",
        ),
        (|| drop(boxed()), "wrong password [REDACTED]"),
        (
            || drop(in_context()),
            "request 7: wrong password [REDACTED]",
        ),
        (|| drop(mentioned()), "request 7: Wrong([REDACTED])"),
    ];
    for (work, text) in works {
        let ((), spans) = traced(work);
        assert_outer(&spans, text);
    }
}

#[test]
fn the_event_is_still_one() {
    let (_, spans) = traced(wrapped);
    assert_eq!(span(&spans, "check").events.len(), 1);
    assert!(span(&spans, "outer").events.is_empty());
}

#[test]
fn past_a_span_that_did_not_fail() {
    #[traced]
    fn hands_over() -> (Result<(), Wrong>,) {
        (check("hunter2"),)
    }
    #[traced]
    fn outer() -> Result<(), Wrong> {
        hands_over().0
    }
    let (_, spans) = traced(outer);
    assert_outer(&spans, "wrong password [REDACTED]");
}

#[test]
fn past_a_span_of_the_api_and_to_the_caller_where_the_parent_is_another() {
    #[traced]
    fn outer(other: &Context) -> Result<(), Wrong> {
        let span = other.span().span_context().clone();
        let _current = Context::current().with_remote_span_context(span).attach();
        check("hunter2")
    }
    let (telemetry, spans) = telemetry();
    let tracer = telemetry.provider().tracer("by hand");
    let by_hand = Context::new().with_span(tracer.start("by hand"));
    assert!(telemetry.scope(|| outer(&by_hand)).is_err());
    drop(by_hand);
    telemetry.flush().unwrap();
    assert_outer(&spans, "wrong password [REDACTED]");
    spans.assert_tree(
        "\"by hand\"\n  check error=\"wrong password [REDACTED]\"\nouter error=\"wrong password [REDACTED]\"",
    );
}

#[test]
fn of_a_panic() {
    #[traced(mask(password), panic = off)]
    fn panics(password: &str) {
        panic!("wrong password {password}");
    }
    #[traced]
    fn outer() {
        panics("hunter2");
    }
    let (_, spans) = traced(|| catch_unwind(outer));
    let line = line!() - 7;
    assert_outer(
        &spans,
        &format!("panicked: wrong password [REDACTED] ({}:{line})", file!()),
    );
}

#[traced(mask(password))]
async fn waits(password: String, panic: bool) -> Result<(), Wrong> {
    tokio::task::yield_now().await;
    assert!(!panic, "wrong password {password}");
    Err(Wrong(password))
}

#[tokio::test(flavor = "multi_thread")]
async fn from_tasks() {
    #[traced("outer")]
    async fn spawns() -> Result<(), Wrong> {
        otel_runtime::spawn(waits("hunter2".to_owned(), false))
            .await
            .unwrap()
    }
    #[traced("outer")]
    async fn carries() -> Result<(), Wrong> {
        let waits = waits("hunter2".to_owned(), false);
        tokio::spawn(WithCurrentContext::with_current_context(waits))
            .await
            .unwrap()
    }
    #[traced("outer")]
    async fn carries_by_the_api() -> Result<(), Wrong> {
        let waits = waits("hunter2".to_owned(), false);
        tokio::spawn(FutureExt::with_current_context(waits))
            .await
            .unwrap()
    }
    let (_, spans) = traced_async(spawns()).await;
    assert_outer(&spans, "wrong password [REDACTED]");
    let (_, spans) = traced_async(carries()).await;
    assert_outer(&spans, "wrong password [REDACTED]");
    let (_, spans) = traced_async(carries_by_the_api()).await;
    assert_outer(&spans, "wrong password [REDACTED]");
}

#[tokio::test]
async fn of_a_panic_that_became_an_error() {
    #[traced]
    async fn outer() -> Result<(), String> {
        let task = otel_runtime::spawn(waits("hunter2".to_owned(), true));
        let error = task.await.unwrap_err();
        let payload = error.into_panic();
        Err(payload.downcast_ref::<String>().unwrap().clone())
    }
    let (_, spans) = traced_async(outer()).await;
    assert_outer(&spans, "wrong password [REDACTED]");
}

#[test]
fn a_span_beside_is_not_concerned() {
    #[traced]
    fn says() -> Result<(), String> {
        Err("hunter2".to_owned())
    }
    #[traced]
    fn around() {
        drop(check("hunter2"));
        drop(says());
    }
    let ((), spans) = traced(around);
    spans.assert_tree(
        "around\n  check error=\"wrong password [REDACTED]\"\n  says error=\"hunter2\"",
    );
}

#[test]
fn too_many_to_look_for_withhold_the_text() {
    #[traced]
    fn outer() -> Result<(), String> {
        for number in 0..10_000 {
            drop(check(&format!("password {number}")));
        }
        Err("password 17".to_owned())
    }
    let (telemetry, spans) = telemetry();
    assert!(telemetry.scope(outer).is_err());
    drop(telemetry.flush());
    let text = "(withheld: too many masked values to look for in it)";
    assert_eq!(
        span(&spans, "outer").status,
        opentelemetry::trace::Status::error(text)
    );
}

#[test]
fn of_an_error_that_is_left_to_the_caller() {
    #[traced(mask(password), err(off))]
    fn off(password: &str) -> Result<(), String> {
        Err(format!("wrong password {password}"))
    }
    #[traced(mask(password), err(expected = _))]
    fn expected(password: &str) -> Result<(), String> {
        Err(format!("wrong password {password}"))
    }
    #[traced("outer")]
    fn outer(expects: bool) -> Result<(), String> {
        if expects {
            expected("hunter2")
        } else {
            off("hunter2")
        }
    }
    for expects in [true, false] {
        let (_, spans) = traced(|| outer(expects));
        assert_outer(&spans, "wrong password [REDACTED]");
        assert_eq!(span(&spans, "outer").events.len(), 1);
    }
}

#[test]
fn of_what_only_annotates() {
    #[traced(current, mask(password))]
    fn annotates(password: &str, panic: bool) -> Result<(), Wrong> {
        assert!(!panic, "wrong password {password}");
        Err(Wrong(password.to_owned()))
    }
    #[traced]
    fn outer(panic: bool) -> Result<(), Wrong> {
        annotates("hunter2", panic)
    }
    let (_, spans) = traced(|| outer(false));
    assert_outer(&spans, "wrong password [REDACTED]");
    let (_, spans) = traced(|| catch_unwind(|| outer(true)));
    spans.assert_tree("outer panicked=\"wrong password [REDACTED]\"");
}

#[test]
fn past_what_only_annotates() {
    #[traced(current)]
    fn annotates() -> Result<(), Wrong> {
        check("hunter2")
    }
    #[traced]
    fn outer() {
        assert!(annotates().is_err());
    }
    let ((), spans) = traced(outer);
    assert_outer(&spans, "wrong password [REDACTED]");
}

#[test]
fn of_the_span_that_is_told() {
    #[traced(current)]
    fn annotates(password: &str) -> Result<(), Wrong> {
        Err(Wrong(password.to_owned()))
    }
    #[traced(mask(password))]
    fn outer(password: &str) {
        assert!(annotates(password).is_err());
    }
    let ((), spans) = traced(|| outer("hunter2"));
    assert_outer(&spans, "wrong password [REDACTED]");
}
