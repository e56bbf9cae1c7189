//! Several telemetries in one process.

use journey_tests::telemetry;
use opentelemetry::{
    global,
    trace::{Tracer, TracerProvider},
};
use otel_runtime::traced;

#[traced(attrs(who))]
fn call(who: i64) {
    global::tracer("library").in_span("library", |_| leaf());
    let _ = who;
}

#[traced]
fn leaf() {}

#[traced(attrs(who))]
async fn call_async(who: i64) {
    for _ in 0..5 {
        tokio::task::yield_now().await;
        leaf();
    }
    let _ = who;
}

#[test]
fn each_has_its_own_spans() {
    std::thread::scope(|threads| {
        for who in 0..8 {
            threads.spawn(move || {
                let (telemetry, spans) = telemetry();
                for _ in 0..100 {
                    telemetry.scope(|| call(who));
                }
                telemetry.flush().unwrap();
                let trees = spans.trees();
                assert_eq!(trees.len(), 100);
                for tree in trees {
                    let expected = format!("call who={who}\n  library\n    leaf\n");
                    assert_eq!(tree.to_string(), expected);
                }
            });
        }
    });
}

#[tokio::test]
async fn futures_on_one_thread_do_not_mix() {
    let (first, first_spans) = telemetry();
    let (second, second_spans) = telemetry();
    tokio::join!(first.scope(call_async(1)), second.scope(call_async(2)));
    first.flush().unwrap();
    second.flush().unwrap();
    let leaves = "  leaf\n".repeat(5);
    first_spans.assert_tree(&format!("call_async who=1\n{leaves}"));
    second_spans.assert_tree(&format!("call_async who=2\n{leaves}"));
}

#[test]
fn a_scope_in_a_scope_wins_and_knows_its_parent() {
    let (outer, outer_spans) = telemetry();
    let (inner, inner_spans) = telemetry();
    #[traced]
    fn across(inner: &otel_runtime::Telemetry) {
        inner.scope(leaf);
        leaf();
    }
    outer.scope(|| across(&inner));
    outer.flush().unwrap();
    inner.flush().unwrap();
    outer_spans.assert_tree("across\n  leaf");
    inner_spans.assert_tree("leaf");
    let parent = journey_tests::span(&outer_spans, "across");
    let child = journey_tests::span(&inner_spans, "leaf");
    assert_eq!(child.parent_span_id, parent.span_context.span_id());
}

#[test]
fn outside_of_all_scopes_nothing_is_traced() {
    let (telemetry, spans) = telemetry();
    call(1);
    telemetry.scope(|| {});
    call(1);
    telemetry.flush().unwrap();
    assert!(spans.spans().is_empty());
}

#[test]
fn one_that_ends_leaves_the_others_alone() {
    let (first, _) = telemetry();
    let (second, spans) = telemetry();
    second.scope(leaf);
    drop(first);
    second.scope(leaf);
    second.provider().tracer("direct").start("direct");
    second.flush().unwrap();
    assert_eq!(spans.spans().len(), 3);
}
