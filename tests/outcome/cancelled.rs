//! Futures that were dropped before they were done.

use journey_tests::{span, telemetry, traced_async, values};
use opentelemetry::trace::Status;
use otel_runtime::traced;

#[traced]
async fn waits() {
    std::future::pending::<()>().await;
}

#[traced]
async fn outer() {
    waits().await;
}

#[tokio::test]
async fn every_open_span_says_so_and_none_is_an_error() {
    let (telemetry, spans) = telemetry();
    let mut future = Box::pin(telemetry.scope(outer()));
    assert!(futures::poll!(&mut future).is_pending());
    drop(future);
    telemetry.flush().unwrap();
    spans.assert_tree("outer cancelled\n  waits cancelled");
    for span in spans.spans() {
        assert_eq!(span.status, Status::Unset);
        assert!(span.events.is_empty());
        assert_eq!(values(&span, "outcome"), ["cancelled".into()]);
    }
}

#[tokio::test]
async fn an_aborted_task_is_cancelled() {
    let (telemetry, spans) = telemetry();
    let task = tokio::spawn(telemetry.scope(outer()));
    tokio::task::yield_now().await;
    task.abort();
    assert!(task.await.unwrap_err().is_cancelled());
    telemetry.flush().unwrap();
    spans.assert_tree("outer cancelled\n  waits cancelled");
}

#[tokio::test]
async fn it_may_be_dropped_on_another_thread() {
    let (telemetry, spans) = telemetry();
    let mut future = Box::pin(telemetry.scope(outer()));
    assert!(futures::poll!(&mut future).is_pending());
    std::thread::spawn(move || drop(future)).join().unwrap();
    telemetry.flush().unwrap();
    spans.assert_tree("outer cancelled\n  waits cancelled");
}

#[traced(attrs(outcome = "mine"))]
async fn with_own_outcome() {
    std::future::pending::<()>().await;
}

#[tokio::test]
async fn the_key_stays_unique() {
    let (telemetry, spans) = telemetry();
    let mut future = Box::pin(telemetry.scope(with_own_outcome()));
    assert!(futures::poll!(&mut future).is_pending());
    drop(future);
    telemetry.flush().unwrap();
    let span = span(&spans, "with_own_outcome");
    assert_eq!(values(&span, "outcome"), ["cancelled".into()]);
}

#[tokio::test]
async fn a_panic_beside_a_future_only_cancels_it() {
    #[traced]
    async fn beside() {
        let mut waiting = Box::pin(waits());
        assert!(futures::poll!(&mut waiting).is_pending());
        std::panic::resume_unwind(Box::new("boom"));
    }
    let (_, spans) = traced_async(async {
        let _ = tokio::spawn(otel_runtime::WithCurrentContext::with_current_context(
            beside(),
        ))
        .await;
    })
    .await;
    spans.assert_tree("beside panicked\n  waits cancelled");
}

#[tokio::test]
async fn what_it_holds_ends_within_it() {
    struct CleansUp;
    impl Drop for CleansUp {
        fn drop(&mut self) {
            clean_up();
        }
    }
    #[traced]
    fn clean_up() {}
    #[traced]
    async fn holds() {
        let _cleans_up = CleansUp;
        waits().await;
    }
    let (telemetry, spans) = telemetry();
    let mut future = Box::pin(telemetry.scope(holds()));
    assert!(futures::poll!(&mut future).is_pending());
    drop(future);
    telemetry.flush().unwrap();
    spans.assert_tree("holds cancelled\n  waits cancelled\n  clean_up");
    let holds = span(&spans, "holds");
    for child in spans.spans() {
        // The two may be told by different readings of the wall clock.
        let slack = std::time::Duration::from_millis(1);
        assert!(child.end_time <= holds.end_time + slack);
    }
}

#[test]
fn it_may_be_dropped_by_a_dying_thread() {
    use std::{cell::RefCell, pin::Pin};
    thread_local! {
        static KEPT: RefCell<Option<Pin<Box<dyn Future<Output = ()>>>>> = const { RefCell::new(None) };
    }
    let (telemetry, spans) = telemetry();
    let scope = telemetry.clone();
    std::thread::spawn(move || {
        KEPT.with_borrow_mut(|_| {});
        let mut future = Box::pin(scope.scope(outer()));
        let waker = std::task::Waker::noop();
        let polled = future
            .as_mut()
            .poll(&mut std::task::Context::from_waker(waker));
        assert!(polled.is_pending());
        KEPT.set(Some(future));
    })
    .join()
    .unwrap();
    telemetry.flush().unwrap();
    spans.assert_tree("outer cancelled\n  waits cancelled");
}

#[tokio::test]
async fn the_branch_that_select_drops() {
    #[traced]
    async fn fails() -> Result<(), &'static str> {
        Err("failed")
    }
    #[traced]
    async fn selects() -> Result<(), &'static str> {
        tokio::select! {
            () = outer() => Ok(()),
            result = async { tokio::task::yield_now().await; fails().await } => result,
        }
    }
    let (_, spans) = traced_async(selects()).await;
    spans.assert_tree(
        "
        selects error=\"failed\"
          outer cancelled
            waits cancelled
          fails error=\"failed\"
        ",
    );
    assert!(span(&spans, "selects").events.is_empty());
}

#[tokio::test]
async fn a_timeout() {
    #[traced]
    async fn gives_up() -> Result<(), tokio::time::error::Elapsed> {
        tokio::time::timeout(std::time::Duration::ZERO, outer()).await
    }
    let (_, spans) = traced_async(gives_up()).await;
    spans.assert_tree(
        "gives_up error=\"deadline has elapsed\"\n  outer cancelled\n    waits cancelled",
    );
    assert_eq!(span(&spans, "gives_up").events.len(), 1);
}

#[tokio::test]
async fn a_future_that_was_never_polled_is_not_there_to_be_cancelled() {
    #[traced]
    async fn makes() {
        drop(waits());
        let mut later = Some(Box::pin(outer()));
        tokio::task::yield_now().await;
        drop(later.take());
    }
    let ((), spans) = traced_async(makes()).await;
    spans.assert_tree("makes");
}
