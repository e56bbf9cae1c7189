//! Asynchronous functions.

use otel_runtime::traced;

use journey_tests as support;

#[traced(attrs(n))]
async fn outer(n: i64) -> i64 {
    tokio::task::yield_now().await;
    inner(n).await + leaf()
}

#[traced]
async fn inner(n: i64) -> i64 {
    tokio::task::yield_now().await;
    n
}

#[traced]
fn leaf() -> i64 {
    1
}

#[tokio::test]
async fn a_future_is_current_at_every_poll() {
    let (telemetry, spans) = support::telemetry();
    assert_eq!(telemetry.scope(outer(4)).await, 5);
    telemetry.flush().unwrap();
    spans.assert_tree("outer n=4\n  inner\n  leaf");
}

#[tokio::test]
async fn a_future_dropped_before_it_is_done_is_cancelled() {
    let (telemetry, spans) = support::telemetry();
    {
        let future = telemetry.scope(outer(4));
        futures::pin_mut!(future);
        assert!(futures::poll!(future.as_mut()).is_pending());
    }
    telemetry.flush().unwrap();
    spans.assert_tree("outer cancelled");
}

#[tokio::test]
async fn a_future_never_polled_makes_no_span() {
    let (telemetry, spans) = support::telemetry();
    drop(telemetry.scope(outer(4)));
    telemetry.flush().unwrap();
    assert!(spans.spans().is_empty());
}
