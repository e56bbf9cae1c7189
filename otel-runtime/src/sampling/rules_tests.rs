#![allow(clippy::unwrap_used)]

use opentelemetry::{
    KeyValue,
    trace::{SpanContext, SpanId, SpanKind, TraceFlags, TraceId, TraceState},
};

use super::{Decision, ParentKind, Rule, Rules, Sampler, SamplingQuestion};

fn question<'a>(
    parent: Option<&'a SpanContext>,
    attributes: &'a [KeyValue],
) -> SamplingQuestion<'a> {
    SamplingQuestion {
        parent,
        trace_id: TraceId::from(1),
        name: "GET /users/{id}",
        kind: SpanKind::Server,
        attributes,
        links: &[],
    }
}

/// Whether a span is kept by a rule before one that keeps none.
fn meets(rule: Rule, question: &SamplingQuestion<'_>) -> bool {
    Rules::new([rule, Rule::new(Sampler::AlwaysOff)]).decide(question) != Decision::Drop
}

fn keep() -> Rule {
    Rule::new(Sampler::AlwaysOn)
}

#[test]
fn each_condition_looks_at_what_it_names() {
    let attributes = [
        KeyValue::new("url.path", "/health/live"),
        KeyValue::new("http.response.status_code", 503),
        KeyValue::new("tenant", "old"),
        KeyValue::new("tenant", "acme-test"),
    ];
    for (rule, expected) in [
        (keep(), true),
        (keep().name("GET *"), true),
        (keep().name("POST *"), false),
        (keep().name("POST *").name("*{id}"), true),
        (keep().kind(SpanKind::Server), true),
        (keep().kind(SpanKind::Client), false),
        (keep().kind(SpanKind::Client).kind(SpanKind::Server), true),
        (keep().path_prefix("/health"), true),
        (keep().path_prefix("/api"), false),
        (keep().attribute("http.response.status_code", 503), true),
        (keep().attribute("http.response.status_code", "503"), true),
        (keep().attribute("http.response.status_code", 500), false),
        (keep().attribute("absent", ""), false),
        (keep().attribute("tenant", "old"), false),
        (keep().attribute_pattern("tenant", "acme-*"), true),
        (keep().attribute_except("tenant", "*-test"), false),
        (keep().attribute_except("tenant", "*-prod"), true),
        (keep().attribute_except("absent", "x"), false),
        (
            keep()
                .attribute("tenant", "x")
                .attribute_pattern("tenant", "a*"),
            true,
        ),
        (keep().name("GET *").kind(SpanKind::Client), false),
        (keep().parent(ParentKind::None), true),
        (
            keep().parent(ParentKind::Local).parent(ParentKind::Remote),
            false,
        ),
    ] {
        assert_eq!(
            meets(rule.clone(), &question(None, &attributes)),
            expected,
            "{rule}"
        );
    }
    let old = [KeyValue::new("http.target", "/api?x=1")];
    assert!(meets(keep().path_prefix("/api"), &question(None, &old)));
}

#[test]
fn a_parent_is_local_or_remote() {
    for (remote, kind) in [(true, ParentKind::Remote), (false, ParentKind::Local)] {
        let ids = (TraceId::from(1), SpanId::from(1));
        let flags = TraceFlags::SAMPLED;
        let parent = SpanContext::new(ids.0, ids.1, flags, remote, TraceState::NONE);
        for asked in [ParentKind::None, ParentKind::Local, ParentKind::Remote] {
            let met = meets(keep().parent(asked), &question(Some(&parent), &[]));
            assert_eq!(met, asked == kind, "{asked:?}");
        }
    }
}

#[test]
fn the_first_rule_that_is_met_decides_and_without_one_nothing_is_kept() {
    let kept = |rules: Vec<Rule>| Rules::new(rules).decide(&question(None, &[])) != Decision::Drop;
    let drop = || Rule::new(Sampler::AlwaysOff);
    assert!(kept(vec![keep().name("GET*"), drop()]));
    assert!(!kept(vec![drop(), keep().name("GET*")]));
    assert!(!kept(vec![keep().name("POST*")]));
    assert!(!kept(Vec::new()));
}

#[test]
fn they_are_described_with_their_conditions() {
    let rules = Rules::new([
        Rule::new(Sampler::AlwaysOff)
            .name("ping")
            .path_prefix("/health")
            .attribute("a", 1)
            .attribute_pattern("a", "2*")
            .attribute_except("b", "c")
            .kind(SpanKind::Server)
            .parent(ParentKind::Remote),
        Rule::new(Sampler::ratio(0.5).unwrap()),
    ]);
    let conditions = "name=ping path=/health* a=1 a~2* b!~c kind=server parent=remote";
    assert_eq!(
        rules.to_string(),
        format!("RuleBased{{[({conditions}:AlwaysOffSampler),(:TraceIdRatioBased{{0.5}})]}}")
    );
    assert_eq!(
        rules.setting(),
        format!("rules({conditions}: always_off; traceidratio 0.5)")
    );
}
