//! `span!`: spans of blocks, closures and futures.

use std::time::Duration;

use journey_tests::{remote, span, traced, traced_async};
use opentelemetry::{
    Context,
    trace::{SpanKind, TraceContextExt},
};
use otel_runtime::{NewSpan, Sampler, span, traced};

#[traced]
fn inner() {}

#[traced]
fn blocks(table: &str) {
    {
        let _entered = span!("query", kind = client, db.table = table).entered();
        inner();
    }
    let n = span!(format!("add to {table}")).in_scope(|| {
        inner();
        3
    });
    span!("skipped", when = n > 3).in_scope(inner);
}

#[test]
fn a_block_is_a_span() {
    let ((), spans) = traced(|| blocks("users"));
    spans.assert_tree(
        "blocks\n  query [client] db.table=\"users\"\n    inner\n  add to users\n    inner\n  inner",
    );
    assert_eq!(span(&spans, "query").span_kind, SpanKind::Client);
}

#[traced]
async fn inner_async() {
    tokio::task::yield_now().await;
}

#[tokio::test]
async fn a_future_is_a_span() {
    let (n, spans) = traced_async(async {
        span!("outer", n = 1)
            .wrap(async {
                inner_async().await;
                span!("nested").wrap(inner_async()).await;
                4
            })
            .await
    })
    .await;
    assert_eq!(n, 4);
    spans.assert_tree("outer n=1\n  inner_async\n  nested\n    inner_async");
}

#[tokio::test]
async fn a_wrapped_future_goes_to_other_threads() {
    let ((), spans) = traced_async(async {
        let span = span!("task");
        tokio::spawn(span.wrap(inner_async())).await.unwrap();
    })
    .await;
    spans.assert_tree("task\n  inner_async");
}

#[tokio::test]
async fn a_dropped_future_was_cancelled() {
    let ((), spans) = traced_async(async {
        let waiting = span!("waits").wrap(std::future::pending::<()>());
        let _ = tokio::time::timeout(Duration::ZERO, waiting).await;
    })
    .await;
    spans.assert_tree("waits cancelled outcome=\"cancelled\"");
}

#[traced]
fn makes() -> NewSpan {
    span!("made here")
}

#[traced]
fn enters(span: NewSpan) {
    let _entered = span.entered();
}

#[test]
fn a_span_belongs_where_it_was_made_and_starts_where_it_is_entered() {
    let ((), spans) = traced(|| enters(makes()));
    spans.assert_tree("makes\n  made here\nenters");
    let (made, enters) = (span(&spans, "made here"), span(&spans, "enters"));
    assert!(made.start_time >= enters.start_time);
}

#[test]
fn a_span_that_is_never_entered_is_none() {
    let ((), spans) = traced(|| drop(span!("never")));
    assert!(spans.spans().is_empty());
}

#[test]
fn a_panic_in_a_block_is_recorded() {
    let (result, spans) =
        traced(|| std::panic::catch_unwind(|| span!("panics").in_scope(|| panic!("in the block"))));
    assert!(result.is_err());
    let panics = span(&spans, "panics");
    assert!(format!("{:?}", panics.status).contains("in the block"));
    let (_, spans) = traced(|| {
        std::panic::catch_unwind(|| span!("panics", panic = off).in_scope(|| panic!("unseen")))
    });
    assert_eq!(
        span(&spans, "panics").status,
        opentelemetry::trace::Status::Unset
    );
}

#[test]
fn parents_links_and_roots_are_as_in_the_attribute() {
    let other = remote(true);
    let ((), spans) = traced(|| {
        let _entered = span!("outer").entered();
        span!("child", parent = &other, links(other.clone(), &other)).in_scope(|| ());
        span!("root", root, scope = "named").in_scope(inner);
    });
    let child = span(&spans, "child");
    assert_eq!(child.parent_span_id, other.span_id());
    assert_eq!(child.links.len(), 2);
    let (outer, root) = (span(&spans, "outer"), span(&spans, "root"));
    assert_eq!(root.links[0].span_context, outer.span_context);
    assert_eq!(root.instrumentation_scope.name(), "named");
    assert_eq!(
        span(&spans, "inner").parent_span_id,
        root.span_context.span_id()
    );
}

#[test]
fn a_root_that_is_not_sampled_is_no_part_of_the_trace_around_it() {
    let (telemetry, spans) = {
        let (builder, spans) = journey_tests::builder();
        let sampler = Sampler::parent_based(Sampler::AlwaysOff);
        (builder.sampler(sampler).build().unwrap(), spans)
    };
    telemetry.scope(|| {
        let cx = Context::current().with_remote_span_context(remote(true));
        let _attached = cx.attach();
        let _entered = span!("outer").entered();
        span!("root", root).in_scope(inner);
    });
    telemetry.flush().unwrap();
    spans.assert_tree("outer");
}
