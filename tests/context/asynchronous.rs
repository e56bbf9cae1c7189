//! Futures: at every poll, on every thread.

use std::time::Duration;

use futures::future::join_all;
use journey_tests::{traced_async, values};
use opentelemetry::trace::SpanId;
use otel_runtime::traced;

#[traced(attrs(n))]
async fn outer(n: i64) {
    tokio::task::yield_now().await;
    middle(n).await;
    leaf();
}

#[traced]
async fn middle(n: i64) -> i64 {
    for _ in 0..3 {
        tokio::time::sleep(Duration::from_micros(50)).await;
        leaf();
    }
    n
}

#[traced]
fn leaf() {}

const OUTER: &str = "
    outer
      middle
        leaf
        leaf
        leaf
      leaf
    ";

#[tokio::test]
async fn the_span_is_current_after_each_await() {
    let ((), spans) = traced_async(outer(1)).await;
    spans.assert_tree(OUTER);
}

#[tokio::test]
async fn nothing_is_left_current_between_polls() {
    let ((), spans) = traced_async(async {
        let mut first = Box::pin(outer(1));
        assert!(futures::poll!(&mut first).is_pending());
        leaf();
        first.await;
    })
    .await;
    let roots = spans.spans();
    let roots = roots
        .iter()
        .filter(|span| span.parent_span_id == SpanId::INVALID);
    assert_eq!(roots.count(), 2);
}

#[tokio::test]
async fn joined_futures_do_not_mix() {
    #[traced]
    async fn both() {
        tokio::join!(outer(1), outer(2));
    }
    let ((), spans) = traced_async(both()).await;
    spans.assert_tree(
        "
        both
          outer n=1
            middle
              leaf
              leaf
              leaf
            leaf
          outer n=2
            middle
              leaf
              leaf
              leaf
            leaf
        ",
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn futures_that_change_threads_keep_their_parents() {
    #[traced]
    async fn all() {
        let tasks = (0..50).map(|n| otel_runtime::spawn(outer(n)));
        for task in join_all(tasks).await {
            task.unwrap();
        }
    }
    let ((), spans) = traced_async(all()).await;
    let trees = spans.trees();
    assert_eq!(trees.len(), 1, "one trace");
    assert_eq!(trees[0].children.len(), 50);
    for outer in &trees[0].children {
        assert_eq!(values(&outer.span, "n").len(), 1);
        let names: Vec<_> = outer
            .children
            .iter()
            .map(|child| &child.span.name)
            .collect();
        assert_eq!(names, ["middle", "leaf"]);
        assert_eq!(outer.children[0].children.len(), 3);
    }
}

#[tokio::test]
async fn recursion_through_boxes() {
    #[traced(attrs(n))]
    fn countdown(n: u32) -> std::pin::Pin<Box<dyn Future<Output = ()> + Send>> {
        Box::pin(async move {
            tokio::task::yield_now().await;
            if n > 0 {
                countdown(n - 1).await;
            }
        })
    }
    let ((), spans) = traced_async(async { countdown(2).await }).await;
    spans.assert_tree("countdown n=2\n  countdown n=1\n    countdown n=0");
}

#[tokio::test]
async fn a_select_cancels_the_slower() {
    #[traced]
    async fn slow() {
        std::future::pending::<()>().await;
    }
    #[traced]
    async fn race() {
        tokio::select! {
            () = slow() => {}
            () = tokio::task::yield_now() => {}
        }
    }
    let ((), spans) = traced_async(race()).await;
    spans.assert_tree("race\n  slow cancelled");
}
