#![allow(clippy::unwrap_used)]

use std::time::Duration;

use opentelemetry::trace::SpanKind;

use super::test_support::{quiet, tracer};
use crate::sampling::{Adaptive, ParentBased, ParentKind, Rule, Sampler};

#[test]
fn samplers() {
    for (lines, expected) in [
        ("always_on: ", "always_on"),
        ("always_off: {}", "always_off"),
        ("trace_id_ratio_based: ", "traceidratio 1"),
        ("trace_id_ratio_based: {ratio: 0.5}", "traceidratio 0.5"),
        ("probability/development: {ratio: 1}", "traceidratio 1"),
        ("probability: {ratio: 0}", "traceidratio 0"),
        ("parent_based: ", "parentbased_always_on"),
        (
            "parent_based: {root: {always_off: }, local_parent_sampled: {always_on: }}",
            "parentbased_always_off",
        ),
    ] {
        let settings = quiet(&tracer(&format!("  sampler: {{{lines}}}\n")));
        assert_eq!(settings.sampler.setting(), expected, "{lines}");
    }
}

#[test]
fn samplers_of_our_own_and_all_branches_of_a_parent() {
    for (lines, expected) in [
        (
            "parent_based: {root: {rate_limited/development: {spans_per_second: 2.5}}}",
            Sampler::parent_based(Sampler::rate_limited(2.5).unwrap()),
        ),
        (
            "adaptive/development: {traces_per_second: 3, interval: 500}",
            Adaptive::new(3.0)
                .unwrap()
                .interval(Duration::from_millis(500))
                .unwrap()
                .into(),
        ),
        ("per_environment/development: ", Sampler::per_environment()),
        (
            "parent_based: {root: {always_off: }, remote_parent_sampled: {probability: {ratio: 0.5}}, \
             remote_parent_not_sampled: {always_on: }, local_parent_sampled: {always_off: }, \
             local_parent_not_sampled: {always_on: }}",
            ParentBased::new(Sampler::AlwaysOff)
                .remote_parent_sampled(Sampler::ratio(0.5).unwrap())
                .remote_parent_not_sampled(Sampler::AlwaysOn)
                .local_parent_sampled(Sampler::AlwaysOff)
                .local_parent_not_sampled(Sampler::AlwaysOn)
                .into(),
        ),
    ] {
        let settings = quiet(&tracer(&format!("  sampler: {{{lines}}}\n")));
        assert_eq!(
            settings.sampler.to_string(),
            expected.to_string(),
            "{lines}"
        );
    }
}

#[test]
fn rules_are_those_of_the_format_and_two_of_our_own() {
    let settings = quiet(&tracer(
        "  sampler:
    composite/development:
      rule_based:
        rules:
          - attribute_values: {key: http.route, values: [/healthz, /livez]}
            sampler: {always_off: }
          - attribute_patterns: {key: http.path, included: [/internal/*], excluded: [/internal/x*]}
            parent: [none, remote]
            span_kinds: [client, server]
            sampler: {probability: {ratio: 0.05}}
          - span_names/development: [checkout *]
            path_prefixes/development: [/orders]
            sampler: {parent_threshold: {root: {always_on: }}}
",
    ));
    let rules = [
        Rule::new(Sampler::AlwaysOff)
            .attribute("http.route", "/healthz")
            .attribute("http.route", "/livez"),
        Rule::new(Sampler::ratio(0.05).unwrap())
            .attribute_pattern("http.path", "/internal/*")
            .attribute_except("http.path", "/internal/x*")
            .kind(SpanKind::Client)
            .kind(SpanKind::Server)
            .parent(ParentKind::None)
            .parent(ParentKind::Remote),
        Rule::new(Sampler::default())
            .name("checkout *")
            .path_prefix("/orders"),
    ];
    let expected = Sampler::rules(rules).to_string();
    assert_eq!(settings.sampler.to_string(), expected);
}
