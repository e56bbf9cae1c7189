//! The same where parent and child are apart: futures, tasks, threads, telemetries.

use journey_tests::{builder, span, telemetry, traced, traced_async};
use opentelemetry::{
    Context,
    trace::{FutureExt, SpanContext, TraceContextExt, TraceState, Tracer, TracerProvider},
};
use otel_runtime::{MemoryExporter, WithCurrentContext, traced};

/// The names of the spans that have an event, in order.
fn with_event(spans: &MemoryExporter) -> Vec<String> {
    let spans = spans.spans();
    let has_event = spans.iter().filter(|span| !span.events.is_empty());
    let mut names: Vec<String> = has_event.map(|span| span.name.to_string()).collect();
    names.sort();
    names
}

#[traced]
async fn waits(text: &str) -> Result<(), String> {
    tokio::task::yield_now().await;
    Err(text.to_owned())
}

#[tokio::test]
async fn through_futures() {
    #[traced]
    async fn middle() -> Result<(), String> {
        waits("failed").await
    }
    #[traced]
    async fn outer() -> Result<(), String> {
        middle().await?;
        Ok(())
    }
    let (_, spans) = traced_async(outer()).await;
    assert_eq!(with_event(&spans), ["waits"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn from_tasks() {
    #[traced]
    async fn spawns() -> Result<(), String> {
        otel_runtime::spawn(waits("failed")).await.unwrap()
    }
    #[traced]
    async fn carries() -> Result<(), String> {
        tokio::spawn(WithCurrentContext::with_current_context(waits("failed")))
            .await
            .unwrap()
    }
    // Carried by somebody else's means.
    #[traced]
    async fn carries_by_the_api() -> Result<(), String> {
        tokio::spawn(FutureExt::with_current_context(waits("failed")))
            .await
            .unwrap()
    }
    for _ in 0..10 {
        let (_, spans) = traced_async(spawns()).await;
        assert_eq!(with_event(&spans), ["waits"]);
        let (_, spans) = traced_async(carries()).await;
        assert_eq!(with_event(&spans), ["waits"]);
        let (_, spans) = traced_async(carries_by_the_api()).await;
        assert_eq!(with_event(&spans), ["waits"]);
    }
}

#[traced]
fn fails() -> Result<(), String> {
    Err("failed".to_owned())
}

#[test]
fn from_a_thread() {
    #[traced]
    fn starts_a_thread() -> Result<(), String> {
        let context = Context::current();
        let thread = std::thread::spawn(move || {
            let _current = context.attach();
            fails()
        });
        thread.join().unwrap()
    }
    let (_, spans) = traced(starts_a_thread);
    spans.assert_tree("starts_a_thread error=\"failed\"\n  fails error=\"failed\"");
    assert_eq!(with_event(&spans), ["fails"]);
}

#[tokio::test]
async fn of_several_that_fail_any_may_go_up() {
    #[traced]
    async fn joins(which: usize) -> Result<(), String> {
        let (a, b, c) = tokio::join!(waits("a"), waits("b"), waits("c"));
        Vec::from([a, b, c]).swap_remove(which)
    }
    for which in 0..3 {
        let (_, spans) = traced_async(joins(which)).await;
        assert_eq!(with_event(&spans), ["waits", "waits", "waits"]);
    }
}

#[tokio::test]
async fn of_very_many_an_early_one_is_recorded_twice_and_none_is_lost() {
    #[traced]
    async fn joins() -> Result<(), String> {
        let mut first = None;
        for number in 0..100 {
            let result = waits(&number.to_string()).await;
            first = first.or(Some(result));
        }
        first.unwrap()
    }
    let (_, spans) = traced_async(joins()).await;
    assert_eq!(span(&spans, "joins").events.len(), 1);
}

#[test]
fn a_named_parent_is_the_one_that_knows() {
    #[traced(parent = parent)]
    fn below(parent: &Context) -> Result<(), String> {
        Err("failed".to_owned())
    }
    #[traced]
    fn outer() -> Result<(), String> {
        let context = Context::current();
        beside(&context)
    }
    // Its error is not that of a child of its own.
    #[traced]
    fn beside(context: &Context) -> Result<(), String> {
        below(&context.clone())
    }
    let (_, spans) = traced(outer);
    spans.assert_tree(
        "
        outer error=\"failed\"
          beside error=\"failed\"
          below error=\"failed\"
        ",
    );
    assert_eq!(with_event(&spans), ["below", "beside"]);
}

#[test]
fn another_trace_is_another_matter() {
    #[traced(root)]
    fn rooted() -> Result<(), String> {
        Err("failed".to_owned())
    }
    // Also where what came with a request is of this very process.
    #[traced(parent = parent)]
    fn received(parent: &SpanContext) -> Result<(), String> {
        Err("failed".to_owned())
    }
    #[traced]
    fn outer(root: bool) -> Result<(), String> {
        if root {
            return rooted();
        }
        let own = Context::current().span().span_context().clone();
        let (trace, span, flags) = (own.trace_id(), own.span_id(), own.trace_flags());
        received(&SpanContext::new(
            trace,
            span,
            flags,
            true,
            TraceState::default(),
        ))
    }
    for root in [true, false] {
        let (_, spans) = traced(|| outer(root));
        assert_eq!(with_event(&spans).len(), 2);
    }
}

#[test]
fn another_telemetry_has_its_own_event() {
    let (other, other_spans) = telemetry();
    #[traced]
    fn outer(other: &otel_runtime::Telemetry) -> Result<(), String> {
        other.scope(fails)
    }
    let (_, spans) = traced(|| outer(&other));
    other.flush().unwrap();
    assert_eq!(with_event(&spans), ["outer"]);
    assert_eq!(with_event(&other_spans), ["fails"]);
}

#[test]
fn a_child_that_is_not_sampled_leaves_the_event_to_its_parent() {
    use opentelemetry_sdk::trace::{SamplingDecision, SamplingResult, ShouldSample};
    /// Samples all but one function.
    #[derive(Clone, Debug)]
    struct ButNotFails;
    impl ShouldSample for ButNotFails {
        fn should_sample(
            &self,
            _: Option<&Context>,
            _: opentelemetry::trace::TraceId,
            name: &str,
            _: &opentelemetry::trace::SpanKind,
            _: &[opentelemetry::KeyValue],
            _: &[opentelemetry::trace::Link],
        ) -> SamplingResult {
            SamplingResult {
                decision: if name == "fails" {
                    SamplingDecision::Drop
                } else {
                    SamplingDecision::RecordAndSample
                },
                attributes: Vec::new(),
                trace_state: opentelemetry::trace::TraceState::default(),
            }
        }
    }
    #[traced]
    fn outer() -> Result<(), String> {
        fails()
    }
    let (builder, spans) = builder();
    let telemetry = builder.sampler(ButNotFails).build().unwrap();
    assert!(telemetry.scope(outer).is_err());
    telemetry.flush().unwrap();
    assert_eq!(with_event(&spans), ["outer"]);
}

#[test]
fn a_span_of_the_api_in_between_passes_nothing_on() {
    let (telemetry, spans) = telemetry();
    let tracer = telemetry.provider().tracer("by hand");
    #[traced]
    fn outer(tracer: &impl Tracer<Span: Send + Sync + 'static>) -> Result<(), String> {
        let span = tracer.start("by hand");
        let _current = Context::current_with_span(span).attach();
        fails()
    }
    assert!(telemetry.scope(|| outer(&tracer)).is_err());
    telemetry.flush().unwrap();
    assert_eq!(with_event(&spans), ["fails", "outer"]);
}

#[tokio::test]
async fn a_child_that_outlives_its_parent_tells_nobody() {
    #[traced]
    fn detaches() -> tokio::task::JoinHandle<Result<(), String>> {
        otel_runtime::spawn(waits("failed"))
    }
    #[traced]
    async fn fails_later(task: tokio::task::JoinHandle<Result<(), String>>) -> Result<(), String> {
        task.await.unwrap()
    }
    let (_, spans) = traced_async(async {
        let task = detaches();
        // Its span has the place of the first one, and is not the child's parent.
        fails_later(task).await
    })
    .await;
    assert_eq!(with_event(&spans), ["fails_later", "waits"]);
}
