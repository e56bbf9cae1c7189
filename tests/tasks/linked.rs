//! `spawn = link` and `spawn = off`.

use journey_tests::{span, traced, traced_async};
use opentelemetry::trace::SpanId;
use opentelemetry::{Context, baggage::BaggageExt};
use otel_runtime::{MemoryExporter, traced};

use crate::{leaf, task};

fn assert_linked(spans: &MemoryExporter, name: &str, spawner: &str) {
    let (task, spawner) = (span(spans, name), span(spans, spawner));
    assert_eq!(task.parent_span_id, SpanId::INVALID);
    assert_ne!(
        task.span_context.trace_id(),
        spawner.span_context.trace_id()
    );
    let links: Vec<_> = task.links.iter().map(|link| &link.span_context).collect();
    assert_eq!(links.len(), 1);
    assert_eq!(links[0].trace_id(), spawner.span_context.trace_id());
    assert_eq!(links[0].span_id(), spawner.span_context.span_id());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_linked_task_is_a_trace_of_its_own() {
    #[traced(spawn = link)]
    async fn spawner() {
        tokio::spawn(task()).await.unwrap();
    }
    let ((), spans) = traced_async(spawner()).await;
    spans.assert_tree("spawner\ntask\n  leaf");
    assert_linked(&spans, "task", "spawner");
    assert!(span(&spans, "leaf").links.is_empty());
}

#[test]
fn a_linked_thread_keeps_the_baggage() {
    #[traced(spawn = link)]
    fn spawner() {
        std::thread::spawn(|| {
            assert!(Context::current().baggage().get("tenant").is_some());
            leaf();
        })
        .join()
        .unwrap();
    }
    let ((), spans) = traced(|| {
        let tenant = opentelemetry::KeyValue::new("tenant", "7");
        let _entered = Context::current_with_baggage([tenant]).attach();
        spawner();
    });
    spans.assert_tree("spawner\nleaf");
    assert_linked(&spans, "leaf", "spawner");
}

#[test]
fn outside_of_any_span_there_is_nothing_to_link_to() {
    #[traced(spawn = link, when = false)]
    fn spawner() {
        std::thread::spawn(leaf).join().unwrap();
    }
    let ((), spans) = traced(spawner);
    spans.assert_tree("leaf");
    assert!(span(&spans, "leaf").links.is_empty());
}

#[test]
fn off_leaves_the_call_alone() {
    let (telemetry, spans) = journey_tests::telemetry();
    #[traced(spawn = off)]
    fn spawner(inner: otel_runtime::Telemetry) {
        std::thread::spawn(move || inner.scope(leaf))
            .join()
            .unwrap();
    }
    telemetry.scope(|| spawner(telemetry.clone()));
    telemetry.flush().unwrap();
    spans.assert_tree("spawner\nleaf");
}
