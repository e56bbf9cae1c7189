//! Call sites are listed, and switched while the program runs.

use journey_tests::telemetry;
use otel_runtime::{CallSiteInfo, CallSiteSwitch, Telemetry, spawn};

/// Each test switches the functions of a module of its own.
fn switch(telemetry: &Telemetry, pattern: &str, to: CallSiteSwitch) -> usize {
    telemetry.switch_call_sites(&format!("{}::{pattern}", module_path!()), to)
}

fn site(telemetry: &Telemetry, module: &str, name: &str) -> CallSiteInfo {
    let sites = telemetry.call_sites();
    let is_it = |site: &&CallSiteInfo| site.module.ends_with(module) && site.name == name;
    sites.iter().find(is_it).unwrap().clone()
}

mod listed {
    use otel_runtime::traced;

    #[traced("named", kind = client)]
    pub(super) fn call() {}
}

#[test]
fn a_call_site_is_listed_with_its_place_and_its_spans() {
    let (telemetry, _) = telemetry();
    telemetry.scope(|| (0..3).for_each(|_| listed::call()));
    telemetry.flush().unwrap();
    let listed = site(&telemetry, "call_sites::listed", "named");
    assert_eq!(listed.kind, opentelemetry::trace::SpanKind::Client);
    assert!(
        listed.file.ends_with("call_sites.rs") && listed.line > 20,
        "{listed:?}"
    );
    assert_eq!((listed.spans, listed.calls), (3, 0));
    assert_eq!(listed.switch, CallSiteSwitch::On);
}

mod off {
    use otel_runtime::traced;

    #[traced]
    pub(super) fn outer() {
        middle();
    }

    #[traced]
    fn middle() {
        inner();
    }

    #[traced]
    fn inner() {}
}

#[test]
fn what_is_off_has_no_span_and_what_it_calls_belongs_to_the_span_around() {
    let (telemetry, spans) = telemetry();
    // Before its first call, too.
    switch(&telemetry, "off::middle", CallSiteSwitch::Off);
    telemetry.scope(off::outer);
    telemetry.flush().unwrap();
    spans.assert_tree("outer\n  inner");
    spans.clear();

    assert_eq!(switch(&telemetry, "off::*", CallSiteSwitch::On), 3);
    telemetry.scope(off::outer);
    telemetry.flush().unwrap();
    spans.assert_tree("outer\n  middle\n    inner");
}

mod counted {
    use otel_runtime::traced;

    #[traced]
    pub(super) async fn call() {}
}

#[test]
fn calls_are_counted_where_that_is_asked_for() {
    let (telemetry, _) = telemetry();
    let runtime = tokio::runtime::Builder::new_multi_thread().build().unwrap();
    switch(&telemetry, "counted::*", CallSiteSwitch::Counted);
    runtime.block_on(telemetry.scope(async {
        let tasks: Vec<_> = (0..100).map(|_| spawn(counted::call())).collect();
        for task in tasks {
            task.await.unwrap();
        }
    }));
    telemetry.flush().unwrap();
    let counted = site(&telemetry, "call_sites::counted", "call");
    assert_eq!((counted.calls, counted.spans), (100, 100));
}

mod rated {
    use otel_runtime::traced;

    #[traced]
    pub(super) fn never() {
        inner();
    }

    #[traced]
    pub(super) fn inner() {}

    #[traced]
    pub(super) fn outer() {
        for _ in 0..1_000 {
            some();
        }
    }

    #[traced]
    fn some() {
        inner();
    }
}

#[test]
fn a_trace_that_is_passed_over_is_absent_whole() {
    let (telemetry, spans) = telemetry();
    switch(
        &telemetry,
        "rated::never",
        CallSiteSwitch::rate(0.0).unwrap(),
    );
    telemetry.scope(rated::never);
    telemetry.flush().unwrap();
    assert!(spans.spans().is_empty());
    let never = site(&telemetry, "call_sites::rated", "never");
    assert_eq!((never.calls, never.spans), (1, 0));
}

#[test]
fn a_call_that_is_passed_over_in_a_trace_leaves_the_rest_of_it_whole() {
    let (telemetry, spans) = telemetry();
    switch(
        &telemetry,
        "rated::some",
        CallSiteSwitch::rate(0.5).unwrap(),
    );
    telemetry.scope(rated::outer);
    telemetry.flush().unwrap();
    let made = spans.spans();
    let named = |name: &str| made.iter().filter(|span| span.name == name).count();
    assert_eq!(named("inner"), 1_000);
    // Ten standard deviations.
    assert!((342..=658).contains(&named("some")), "{}", named("some"));
    let outer = made.iter().find(|span| span.name == "outer").unwrap();
    let under_outer = made
        .iter()
        .filter(|span| span.name == "inner" && span.parent_span_id == outer.span_context.span_id());
    assert_eq!(under_outer.count() + named("some"), 1_000);
}
