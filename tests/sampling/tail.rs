//! Traces are decided about when they have ended.

use std::{collections::HashMap, thread, time::Duration};

use journey_tests::{builder, remote};
use opentelemetry::{
    Context,
    trace::{SpanContext, Status, TraceContextExt, Tracer, TracerProvider},
};
use opentelemetry_sdk::trace::SpanData;
use otel_runtime::{
    MemoryExporter, ParentBased, Sampler, TailSampling, Telemetry, TelemetryLedger, inject, traced,
};

fn with_tail(sampler: Sampler, tail: TailSampling) -> (Telemetry, MemoryExporter) {
    let (builder, spans) = builder();
    let builder = builder.sampler(Sampler::parent_based(sampler));
    (builder.tail_sampling(tail).build().unwrap(), spans)
}

#[track_caller]
fn settled(telemetry: &Telemetry) -> TelemetryLedger {
    telemetry.flush().unwrap();
    let ledger = telemetry.ledger();
    let before = ledger.buffers_full + ledger.after_shutdown;
    let tail = ledger.tail_dropped + ledger.tail_held;
    assert_eq!(
        ledger.ended,
        before + tail + ledger.backends[0].ended,
        "{ledger}"
    );
    ledger
}

#[traced]
fn outer(fails: bool) {
    let _ = inner(fails);
    after();
}

#[traced]
fn inner(fails: bool) -> Result<(), &'static str> {
    if fails { Err("it failed") } else { Ok(()) }
}

#[traced]
fn after() {}

#[test]
fn of_unsampled_traces_those_that_failed_are_kept_whole() {
    let (telemetry, spans) = with_tail(Sampler::AlwaysOff, TailSampling::default());
    telemetry.scope(|| {
        outer(false);
        outer(true);
        outer(false);
    });
    let ledger = settled(&telemetry);
    spans.assert_tree("outer\n  inner error=\"it failed\"\n  after");
    assert_eq!(
        (ledger.ended, ledger.tail_dropped, ledger.tail_held),
        (9, 6, 0)
    );
    assert!(
        ledger.to_string().contains("6 dropped (tail decision)"),
        "{ledger}"
    );
}

#[test]
fn what_the_sampler_keeps_is_kept() {
    let (telemetry, spans) = with_tail(Sampler::AlwaysOn, TailSampling::default());
    telemetry.scope(|| outer(false));
    assert_eq!(settled(&telemetry).tail_dropped, 0);
    spans.assert_tree("outer\n  inner\n  after");
}

#[test]
fn a_slow_trace_is_kept() {
    #[traced]
    fn slow() {
        thread::sleep(Duration::from_millis(5));
    }
    let tail = TailSampling::default().slower_than(Duration::from_millis(5));
    let (telemetry, spans) = with_tail(Sampler::AlwaysOff, tail);
    telemetry.scope(slow);
    settled(&telemetry);
    spans.assert_tree("slow");
}

#[traced]
fn calls_another_service() -> String {
    let mut headers = HashMap::<String, String>::new();
    inject(&mut headers);
    headers.remove("traceparent").unwrap()
}

#[test]
fn other_services_are_told_the_samplers_decision() {
    for (sampler, flag) in [(Sampler::AlwaysOff, "-02"), (Sampler::AlwaysOn, "-03")] {
        let (telemetry, _) = with_tail(sampler, TailSampling::default());
        let header = telemetry.scope(calls_another_service);
        assert!(header.ends_with(flag), "{header}");
    }
}

#[traced(parent = parent)]
fn serve(parent: SpanContext, fails: bool) -> Result<(), &'static str> {
    outer(false);
    inner(fails)
}

#[test]
fn under_an_unsampled_remote_parent_a_failure_is_kept() {
    let (telemetry, spans) = with_tail(Sampler::AlwaysOn, TailSampling::default());
    telemetry.scope(|| {
        let _ = serve(remote(false), false);
        let _ = serve(remote(false), true);
    });
    let ledger = settled(&telemetry);
    assert_eq!((ledger.ended, ledger.tail_dropped), (10, 5));
    assert!(
        spans
            .spans()
            .iter()
            .all(|span| span.span_context.trace_id() == remote(false).trace_id())
    );
}

#[test]
fn tasks_and_spans_of_the_api_belong_to_their_trace() {
    #[traced]
    async fn starts_tasks(telemetry: &Telemetry) {
        let task = tokio::spawn(async { inner(true) });
        let tracer = telemetry.provider().tracer("api");
        tracer.in_span("api", |_| after());
        let _ = task.await;
    }
    let (telemetry, spans) = with_tail(Sampler::AlwaysOff, TailSampling::default());
    let runtime = tokio::runtime::Builder::new_multi_thread().build().unwrap();
    runtime.block_on(telemetry.scope(starts_tasks(&telemetry)));
    let ledger = settled(&telemetry);
    assert_eq!((ledger.ended, ledger.tail_dropped), (4, 0));
    assert_eq!(spans.trees().len(), 1);
}

#[test]
fn what_has_no_end_yet_waits_for_it_or_for_the_shutdown() {
    #[traced]
    fn open(telemetry: &Telemetry, fails: bool) {
        let _ = inner(fails);
        let ledger = settled(telemetry);
        assert_eq!((ledger.tail_held, ledger.backends[0].ended), (1, 0));
        telemetry.shutdown().unwrap();
    }
    for (fails, kept) in [(true, 1), (false, 0)] {
        let (telemetry, spans) = with_tail(Sampler::AlwaysOff, TailSampling::default());
        telemetry.scope(|| open(&telemetry, fails));
        assert_eq!(spans.spans().len(), kept);
        assert_eq!(telemetry.ledger().tail_held, 0);
    }
}

#[test]
fn a_named_context_of_a_passed_over_call_stays_unrecorded() {
    mod passed_over {
        use otel_runtime::traced;

        #[traced]
        pub(super) fn call() {
            super::outer(true);
        }
    }
    let (telemetry, spans) = with_tail(Sampler::AlwaysOn, TailSampling::default());
    let never = otel_runtime::CallSiteSwitch::rate(0.0).unwrap();
    telemetry.switch_call_sites("*::passed_over::call", never);
    telemetry.scope(passed_over::call);
    assert_eq!(settled(&telemetry).ended, 0);
    assert!(spans.spans().is_empty());
    assert!(!Context::current().has_active_span());
}

#[test]
fn a_trace_goes_to_those_that_are_there_when_it_is_decided() {
    let (telemetry, first) = with_tail(Sampler::AlwaysOff, TailSampling::default());
    telemetry.scope(|| outer(true));
    let spans = MemoryExporter::default();
    let backend = telemetry.add_exporter(spans.clone()).unwrap();
    telemetry.scope(|| {
        outer(false);
        outer(true);
    });
    telemetry.remove_exporter(&backend).unwrap();
    telemetry.scope(|| outer(true));
    let trace = "outer\n  inner error=\"it failed\"\n  after";
    spans.assert_tree(trace);
    let ledger = settled(&telemetry);
    assert_eq!((ledger.ended, ledger.tail_dropped), (12, 3), "{ledger}");
    first.assert_tree(&[trace; 3].join("\n"));
    let added = backend.ledger();
    assert_eq!((added.shown_before, added.ended), (3, 3));
}

#[test]
fn a_trace_kept_for_certain_stands_for_itself_and_one_kept_by_chance_for_its_share() {
    let sampler = ParentBased::new(Sampler::ratio(0.5).unwrap());
    let (builder, spans) = builder();
    let builder = builder.sampler(sampler);
    let telemetry = builder
        .tail_sampling(TailSampling::default())
        .build()
        .unwrap();
    telemetry.scope(|| (0..100).for_each(|n| outer(n % 2 == 0)));
    telemetry.flush().unwrap();
    let spans = spans.spans();
    let of_trace = |trace| {
        let spans = spans.iter();
        spans.filter(move |span| span.span_context.trace_id() == trace)
    };
    let mut weighed = [0, 0];
    for span in &spans {
        let failed = |span: &SpanData| matches!(span.status, Status::Error { .. });
        let failed = of_trace(span.span_context.trace_id()).any(failed);
        let state = span.span_context.trace_state().header();
        // Of those that chance would not have kept, nothing is said.
        let expected: &[&str] = if failed {
            &["ot=th:0", ""]
        } else {
            &["ot=th:8"]
        };
        assert!(expected.contains(&state.as_str()), "{failed} {state}");
        weighed[usize::from(failed)] += usize::from(!state.is_empty());
    }
    assert!(weighed.iter().all(|weighed| *weighed > 10), "{weighed:?}");
}
