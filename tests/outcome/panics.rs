//! Panics are recorded and go on unwinding.

use std::panic::{AssertUnwindSafe, catch_unwind, panic_any, resume_unwind};

use futures::FutureExt;
use journey_tests::{span, traced, traced_async, values};
use opentelemetry::trace::Status;
use opentelemetry_sdk::trace::SpanData;
use otel_runtime::traced;

#[traced]
fn outer(n: usize) -> u8 {
    inner(n)
}

#[traced]
fn inner(n: usize) -> u8 {
    assert!(n > 0, "n is {n}");
    1
}

/// What `outer(0)` says, by the line of its assertion.
fn expected() -> String {
    format!("panicked: n is 0 ({}:18)", file!())
}

fn events(span: &SpanData) -> usize {
    span.events.len()
}

#[test]
fn message_and_place_on_all_and_the_event_on_the_innermost() {
    let (result, spans) = traced(|| catch_unwind(|| outer(0)));
    let payload = result.unwrap_err();
    assert_eq!(payload.downcast_ref::<String>().unwrap(), "n is 0");
    spans.assert_tree("outer panicked=\"n is 0\"\n  inner panicked=\"n is 0\"");
    for (name, count) in [("inner", 1), ("outer", 0)] {
        let span = span(&spans, name);
        assert_eq!(span.status, Status::error(expected()));
        assert_eq!(values(&span, "error.type"), ["panic".into()]);
        assert_eq!(events(&span), count);
    }
}

#[test]
fn the_call_after_a_caught_panic_is_clean() {
    let (_, spans) = traced(|| {
        let _ = catch_unwind(|| outer(0));
        outer(1)
    });
    spans.assert_tree("outer panicked\n  inner panicked\nouter\n  inner");
}

#[test]
fn a_panic_caught_within_a_span_is_not_its_own() {
    #[traced]
    fn catches() {
        assert!(catch_unwind(|| inner(0)).is_err());
    }
    let ((), spans) = traced(catches);
    spans.assert_tree("catches\n  inner panicked");
}

#[traced]
async fn waits_and_panics() {
    tokio::task::yield_now().await;
    inner(0);
}

#[traced(attrs(n = 1))]
async fn panics_at_once() {
    inner(0);
}

#[tokio::test]
async fn async_panics_under_spawn() {
    let ((), spans) = traced_async(async {
        let joined = otel_runtime::spawn(waits_and_panics()).await;
        assert!(joined.unwrap_err().is_panic());
        let joined = otel_runtime::spawn(panics_at_once()).await;
        assert!(joined.unwrap_err().is_panic());
    })
    .await;
    spans.assert_tree(
        "
        waits_and_panics panicked
          inner panicked
        panics_at_once panicked n=1
          inner panicked
        ",
    );
}

#[tokio::test]
async fn async_panics_under_catch_unwind() {
    let (result, spans) = traced_async(AssertUnwindSafe(waits_and_panics()).catch_unwind()).await;
    assert!(result.is_err());
    spans.assert_tree("waits_and_panics panicked\n  inner panicked");
}

#[traced(attrs(early))]
async fn panics_itself(early: bool) {
    assert!(!early, "before");
    tokio::task::yield_now().await;
    panic!("behind");
}

#[tokio::test]
async fn before_and_behind_an_await() {
    for (early, message) in [(true, "before"), (false, "behind")] {
        let future = AssertUnwindSafe(panics_itself(early)).catch_unwind();
        let (result, spans) = traced_async(future).await;
        assert!(result.is_err());
        spans.assert_tree(&format!(
            "panics_itself panicked=\"{message}\" early={early}"
        ));
        assert_eq!(events(&span(&spans, "panics_itself")), 1);
    }
}

#[traced(panic = off)]
fn unrecorded() {
    resume_unwind(Box::new("boom"));
}

#[test]
fn panic_off_records_nothing() {
    let (result, spans) = traced(|| catch_unwind(unrecorded));
    assert!(result.is_err());
    spans.assert_tree("unrecorded");
}

#[test]
fn a_payload_that_is_no_text() {
    #[traced]
    fn any() {
        panic_any(42);
    }
    let (result, spans) = traced(|| catch_unwind(any));
    assert_eq!(*result.unwrap_err().downcast_ref::<i32>().unwrap(), 42);
    spans.assert_tree("any panicked");
}

#[test]
fn a_resumed_panic_is_not_told_with_an_older_ones_message() {
    #[traced]
    fn resumes() {
        resume_unwind(Box::new("another"));
    }
    let (_, spans) = traced(|| {
        let _ = catch_unwind(|| inner(0));
        let _ = catch_unwind(resumes);
    });
    spans.assert_tree("inner panicked\nresumes panicked");
    let resumes = span(&spans, "resumes");
    assert_eq!(resumes.status, Status::error("panic"));
    assert_eq!(events(&resumes), 1);
}

#[test]
fn a_span_begun_in_a_drop_during_unwinding_did_not_panic() {
    struct CleansUp;
    impl Drop for CleansUp {
        fn drop(&mut self) {
            clean_up();
        }
    }
    #[traced]
    fn clean_up() {}
    #[traced]
    fn panics() {
        let _cleans_up = CleansUp;
        inner(0);
    }
    let (_, spans) = traced(|| catch_unwind(panics));
    spans.assert_tree("panics panicked\n  inner panicked\n  clean_up");
}
