//! How tasks end.

use journey_tests::{telemetry, traced_async};
use otel_runtime::{WithContext, WithCurrentContext, traced};

use crate::leaf;

struct Leaves;

impl Drop for Leaves {
    fn drop(&mut self) {
        leaf();
    }
}

#[traced]
async fn waits() {
    std::future::pending::<()>().await;
}

#[tokio::test]
async fn an_aborted_task_is_cancelled_under_its_spawner() {
    #[traced]
    async fn spawner() {
        let task = tokio::spawn(async {
            let _leaves = Leaves;
            waits().await;
        });
        tokio::task::yield_now().await;
        task.abort();
        assert!(task.await.unwrap_err().is_cancelled());
    }
    let ((), spans) = traced_async(spawner()).await;
    spans.assert_tree("spawner\n  waits cancelled\n  leaf");
}

#[test]
fn what_a_carried_future_holds_is_dropped_within_its_context() {
    #[traced]
    fn spawner() -> WithContext<impl Future> {
        let leaves = Leaves;
        let future = async move {
            let _leaves = leaves;
        };
        future.with_current_context()
    }
    let (telemetry, spans) = telemetry();
    // Never polled, and dropped where nothing is current.
    drop(telemetry.scope(spawner));
    telemetry.flush().unwrap();
    spans.assert_tree("spawner\n  leaf");
}

#[test]
fn what_a_scoped_future_holds_is_dropped_within_its_scope() {
    let (telemetry, spans) = telemetry();
    let leaves = Leaves;
    drop(telemetry.scope(async move {
        let _leaves = leaves;
    }));
    telemetry.flush().unwrap();
    spans.assert_tree("leaf");
}
