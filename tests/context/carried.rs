//! Contexts carried to other tasks and threads.

use journey_tests::{traced, traced_async};
use opentelemetry::Context;
use otel_runtime::{WithCurrentContext, traced};

#[traced]
fn leaf() {}

#[traced]
async fn task() {
    tokio::task::yield_now().await;
    leaf();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn with_current_context_carries_the_parent() {
    #[traced]
    async fn spawner() {
        tokio::spawn(task().with_current_context()).await.unwrap();
    }
    let ((), spans) = traced_async(spawner()).await;
    spans.assert_tree("spawner\n  task\n    leaf");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn spawn_carries_the_parent() {
    #[traced]
    async fn spawner() {
        otel_runtime::spawn(task()).await.unwrap();
    }
    let ((), spans) = traced_async(spawner()).await;
    spans.assert_tree("spawner\n  task\n    leaf");
}

#[test]
fn an_attached_context_carries_to_a_thread() {
    #[traced]
    fn spawner() {
        let context = Context::current();
        std::thread::spawn(move || {
            let _current = context.attach();
            leaf();
        })
        .join()
        .unwrap();
    }
    let ((), spans) = traced(spawner);
    spans.assert_tree("spawner\n  leaf");
}

#[test]
fn a_task_may_outlive_its_parent() {
    #[traced]
    fn spawner() -> Context {
        Context::current()
    }
    let ((), spans) = traced(|| {
        let _late = spawner().attach();
        leaf();
    });
    spans.assert_tree("spawner\n  leaf");
}

#[test]
fn a_thread_in_a_scope_is_traced_for_good() {
    let (telemetry, spans) = journey_tests::telemetry();
    let entered = telemetry.clone();
    std::thread::spawn(move || {
        entered.enter_thread();
        leaf();
        leaf();
    })
    .join()
    .unwrap();
    telemetry.flush().unwrap();
    spans.assert_tree("leaf\nleaf");
}
