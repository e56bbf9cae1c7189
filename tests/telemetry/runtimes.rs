//! Inside and outside of tokio.

use journey_tests::telemetry;
use otel_runtime::traced;

#[traced]
async fn call() {
    tokio::task::yield_now().await;
}

#[test]
fn built_outside_and_used_inside() {
    let (telemetry, spans) = telemetry();
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(telemetry.scope(call()));
    drop(runtime);
    telemetry.flush().unwrap();
    spans.assert_tree("call");
}

#[tokio::test(flavor = "current_thread")]
async fn flushed_and_ended_in_a_current_thread_runtime() {
    let (telemetry, spans) = telemetry();
    telemetry.scope(call()).await;
    telemetry.flush().unwrap();
    telemetry.scope(call()).await;
    telemetry.shutdown().unwrap();
    spans.assert_tree("call\ncall");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn dropped_in_a_task_of_a_runtime_with_one_worker() {
    let (telemetry, spans) = telemetry();
    tokio::spawn(async move {
        telemetry.scope(call()).await;
        drop(telemetry);
    })
    .await
    .unwrap();
    spans.assert_tree("call");
}

#[test]
fn a_runtime_whose_threads_are_all_in_the_scope() {
    let (telemetry, spans) = telemetry();
    let entering = telemetry.clone();
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .on_thread_start(move || entering.enter_thread())
        .build()
        .unwrap();
    runtime.block_on(async {
        for _ in 0..10 {
            tokio::spawn(call()).await.unwrap();
        }
    });
    drop(runtime);
    telemetry.flush().unwrap();
    assert_eq!(spans.spans().len(), 10);
}
