//! Samplers that choose by name, kind, attributes, rate and environment, as a program sees them.

use std::cell::Cell;

use journey_tests::{builder, span};
use opentelemetry::trace::SpanKind;
use otel_runtime::{MemoryExporter, ParentKind, Rule, Sampler, Telemetry, traced};

fn with_sampler(sampler: impl Into<Sampler>) -> (Telemetry, MemoryExporter) {
    let (builder, spans) = builder();
    (builder.sampler(sampler).build().unwrap(), spans)
}

#[traced(name = format!("GET {path}"), kind = server, attrs("url.path" = path, tenant = tenant))]
fn serve(path: &str, tenant: i64) {
    query();
}

#[traced(kind = client)]
fn query() {}

#[traced]
fn job() {
    query();
}

#[test]
fn rules_see_name_kind_attributes_and_parent() {
    let (telemetry, spans) = with_sampler(Sampler::rules([
        Rule::new(Sampler::AlwaysOff).path_prefix("/health"),
        Rule::new(Sampler::AlwaysOn).attribute("tenant", 7),
        Rule::new(Sampler::AlwaysOff).kind(SpanKind::Server),
        Rule::new(Sampler::AlwaysOn).name("j?b"),
        Rule::new(Sampler::AlwaysOn)
            .kind(SpanKind::Client)
            .parent(ParentKind::Local),
    ]));
    telemetry.scope(|| {
        serve("/health/live", 7);
        serve("/users", 7);
        serve("/users", 8);
        job();
        query();
    });
    telemetry.flush().unwrap();
    let names: Vec<_> = spans
        .spans()
        .iter()
        .map(|span| span.name.to_string())
        .collect();
    let count = |name: &str| names.iter().filter(|other| *other == name).count();
    assert_eq!(count("GET /health/live"), 0);
    assert_eq!(count("GET /users"), 1);
    assert_eq!(count("job"), 1);
    // Four of them have a parent in this process, if not one that was kept.
    assert_eq!(count("query"), 4);
}

#[test]
fn rules_for_roots_keep_traces_whole() {
    let (telemetry, spans) = with_sampler(Sampler::parent_based(Sampler::rules([
        Rule::new(Sampler::AlwaysOff).path_prefix("/health"),
        Rule::new(Sampler::AlwaysOn),
    ])));
    telemetry.scope(|| {
        serve("/health/live", 7);
        serve("/users", 8);
        job();
    });
    telemetry.flush().unwrap();
    spans.assert_tree(
        r#"
        GET /users [server] url.path="/users" tenant=8
          query [client]
        job
          query [client]
        "#,
    );
}

thread_local! {
    static EVALUATED: Cell<u32> = const { Cell::new(0) };
}

fn evaluate() -> bool {
    EVALUATED.set(EVALUATED.get() + 1);
    true
}

#[traced(attrs(seen = evaluate()))]
fn costly() {}

#[test]
fn attributes_are_evaluated_for_samplers_that_need_them_and_no_others() {
    let evaluated = |sampler: Sampler| {
        let (telemetry, spans) = with_sampler(sampler);
        EVALUATED.set(0);
        telemetry.scope(costly);
        telemetry.flush().unwrap();
        assert!(spans.spans().is_empty());
        EVALUATED.get()
    };
    let limited = || {
        let limited = Sampler::rate_limited(1e-9).unwrap();
        let (telemetry, _) = with_sampler(limited.clone());
        telemetry.scope(job);
        limited
    };
    let environment = Sampler::ratio(0.0).unwrap();
    for lazy in [
        Sampler::AlwaysOff,
        environment,
        limited(),
        Sampler::parent_based(limited()),
    ] {
        let name = lazy.to_string();
        assert_eq!(evaluated(lazy), 0, "{name}");
    }
    let rules = || Sampler::rules([Rule::new(Sampler::AlwaysOff)]);
    for eager in [rules(), Sampler::parent_based(rules())] {
        let name = eager.to_string();
        assert_eq!(evaluated(eager), 1, "{name}");
    }
}

#[test]
fn a_rate_limit_for_roots_counts_traces() {
    let limited = Sampler::parent_based(Sampler::rate_limited(1e-9).unwrap());
    let (telemetry, spans) = with_sampler(limited);
    telemetry.scope(|| (0..10).for_each(|_| job()));
    telemetry.flush().unwrap();
    spans.assert_tree("job\n  query [client]");
    let job = span(&spans, "job");
    assert_eq!(job.span_context.trace_state().header(), "");
}

#[test]
fn an_adaptive_sampler_counts_operation_by_operation() {
    let (telemetry, spans) = with_sampler(Sampler::parent_based(Sampler::adaptive(1.0).unwrap()));
    telemetry.scope(|| {
        (0..2_000).for_each(|_| job());
        serve("/rare", 1);
    });
    telemetry.flush().unwrap();
    let trees = spans.trees().len();
    // Ten seconds' worth, and as much again for each factor of e: 10 + 10 * ln(200) = 63.
    assert!((20..140).contains(&trees), "{trees}");
    let rare = span(&spans, "GET /rare");
    assert_eq!(rare.span_context.trace_state().header(), "ot=th:0");
}

#[test]
fn the_environment_decides_where_it_is_asked() {
    let kept = |environment: Option<&str>| {
        let (builder, spans) = builder();
        let builder = match environment {
            Some(environment) => builder.environment(environment),
            None => builder,
        };
        let sampler = Sampler::parent_based(Sampler::per_environment());
        let telemetry = builder.sampler(sampler).build().unwrap();
        telemetry.scope(|| (0..3_000).for_each(|_| query()));
        telemetry.flush().unwrap();
        spans.spans().len()
    };
    assert!((5..75).contains(&kept(Some("production"))));
    assert!((200..400).contains(&kept(Some("staging"))));
    assert_eq!(kept(Some("development")), 3_000);
    assert_eq!(kept(None), 3_000);
}
