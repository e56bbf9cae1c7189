#![allow(clippy::unwrap_used)]

use opentelemetry::{
    Context, KeyValue,
    trace::{Link, SpanContext, SpanId, SpanKind, TraceFlags, TraceId, TraceState},
};
use opentelemetry_sdk::trace::{SamplingDecision, SamplingResult, ShouldSample};

use super::{Decision, ParentBased, Rule, Sampler, SamplingQuestion, Verdict, Weight};

fn question(parent: Option<&SpanContext>, trace_id: u128) -> SamplingQuestion<'_> {
    SamplingQuestion {
        parent,
        trace_id: TraceId::from(trace_id),
        name: "span",
        kind: SpanKind::Internal,
        attributes: &[],
        links: &[],
    }
}

/// Asks in both ways, which must agree.
fn keeps(sampler: &Sampler, parent: Option<&SpanContext>, trace_id: u128) -> bool {
    let kept = sampler.decide(&question(parent, trace_id)) != Decision::Drop;
    let early = sampler.decide_early(parent, TraceId::from(trace_id));
    assert_eq!(early.map(|early| early != Verdict::Drop), Some(kept));
    kept
}

/// What a kept span's trace state says of its weight.
fn weight(sampler: &Sampler, parent: Option<&SpanContext>) -> Weight {
    match sampler.decide_early(parent, TraceId::from(u128::MAX)) {
        Some(Verdict::Keep(weight)) => weight,
        other => panic!("{other:?}"),
    }
}

fn parent(sampled: bool) -> SpanContext {
    SpanContext::new(
        TraceId::from(1),
        SpanId::from(1),
        TraceFlags::default().with_sampled(sampled),
        true,
        TraceState::default(),
    )
}

#[test]
fn ratio_keeps_its_share_and_the_lower_is_within_the_higher() {
    let tenth = Sampler::ratio(0.1).unwrap();
    let third = Sampler::ratio(0.3).unwrap();
    let mut random = <rand::rngs::SmallRng as rand::SeedableRng>::seed_from_u64(7);
    let mut kept = 0;
    for _ in 0..100_000 {
        let id = rand::Rng::random::<u128>(&mut random);
        if keeps(&tenth, None, id) {
            kept += 1;
            assert!(keeps(&third, None, id));
        }
    }
    assert!((9_500..10_500).contains(&kept), "{kept}");
}

#[test]
fn ratio_refuses_what_is_no_share() {
    for bad in [-0.1, 1.1, f64::NAN, f64::INFINITY] {
        let error = Sampler::ratio(bad).unwrap_err().to_string();
        assert!(error.contains("sampler ratio"), "{error}");
        assert!(error.contains("from 0 to 1"), "{error}");
    }
}

#[test]
fn ratio_does_not_look_at_the_parent() {
    let none = Sampler::ratio(0.0).unwrap();
    assert!(!keeps(&none, Some(&parent(true)), 1));
    assert!(!none.unsampled_parent_means_drop());
    assert!(!none.sampled_parent_means_keep());
}

#[test]
fn parent_based_follows_the_parent_and_asks_for_roots() {
    let sampler = Sampler::parent_based(Sampler::AlwaysOff);
    assert!(keeps(&sampler, Some(&parent(true)), 1));
    assert!(!keeps(&sampler, None, 1));
    let sampler = Sampler::default();
    assert!(!keeps(&sampler, Some(&parent(false)), 1));
    assert!(keeps(&sampler, None, 1));
    assert!(sampler.sampled_parent_means_keep());
    assert!(sampler.unsampled_parent_means_drop());
}

#[test]
fn each_of_the_five_branches_is_asked_for_its_parents() {
    let remote = |sampled| parent(sampled);
    let local = |sampled| {
        let remote = parent(sampled);
        let (trace, span) = (remote.trace_id(), remote.span_id());
        SpanContext::new(trace, span, remote.trace_flags(), false, TraceState::NONE)
    };
    let parents = [
        None,
        Some(remote(true)),
        Some(remote(false)),
        Some(local(true)),
        Some(local(false)),
    ];
    // One branch at a time is turned round.
    for turned in 0..5 {
        let (on, off) = (Sampler::AlwaysOn, Sampler::AlwaysOff);
        let branches = ParentBased::new(if turned == 0 { off } else { on });
        let (on, off) = (Sampler::AlwaysOn, Sampler::AlwaysOff);
        let branches = match turned {
            1 => branches.remote_parent_sampled(off),
            2 => branches.remote_parent_not_sampled(on),
            3 => branches.local_parent_sampled(off),
            4 => branches.local_parent_not_sampled(on),
            _ => branches,
        };
        let sampler = Sampler::from(branches);
        for (asked, parent) in parents.iter().enumerate() {
            let follows = parent.as_ref().is_none_or(SpanContext::is_sampled);
            let expected = follows != (asked == turned);
            assert_eq!(
                keeps(&sampler, parent.as_ref(), 1),
                expected,
                "{turned} {asked}"
            );
        }
        assert_eq!(
            sampler.sampled_parent_means_keep(),
            turned != 1 && turned != 3
        );
        assert_eq!(
            sampler.unsampled_parent_means_drop(),
            turned != 2 && turned != 4
        );
    }
}

#[test]
fn weights_say_how_a_span_was_kept() {
    let (sampled, unsampled) = (parent(true), parent(false));
    let ratio = Sampler::ratio(0.5).unwrap();
    let threshold = weight(&ratio, None);
    assert!(matches!(threshold, Weight::Threshold(_)));
    assert_eq!(weight(&ratio, Some(&sampled)), threshold);
    assert_eq!(weight(&Sampler::AlwaysOn, Some(&sampled)), Weight::One);
    let following = Sampler::parent_based(ratio.clone());
    assert_eq!(weight(&following, None), threshold);
    assert_eq!(weight(&following, Some(&sampled)), Weight::Inherited);
    let contrary = ParentBased::new(ratio).remote_parent_not_sampled(Sampler::AlwaysOn);
    assert_eq!(weight(&contrary.into(), Some(&unsampled)), Weight::Unknown);
    let limited = Sampler::rate_limited(5.0).unwrap();
    assert_eq!(weight(&limited, None), Weight::Unknown);
}

#[test]
fn the_environment_is_found_in_every_sampler_that_holds_others() {
    let per_environment = Sampler::per_environment;
    for sampler in [
        per_environment(),
        Sampler::parent_based(per_environment()),
        ParentBased::new(Sampler::AlwaysOff)
            .local_parent_sampled(per_environment())
            .into(),
        Sampler::rules([Rule::new(per_environment())]),
    ] {
        assert!(!sampler.setting().contains("0.01"), "{sampler}");
        let settled = sampler.in_environment(Some("production"));
        let setting = settled.setting();
        let expected = "per_environment 0.01 (deployment.environment.name production)";
        assert!(setting.contains(expected), "{setting}");
    }
}

#[test]
fn settings_name_every_sampler() {
    let limited = Sampler::rate_limited(2.5).unwrap();
    assert_eq!(limited.setting(), "rate_limited 2.5/s");
    assert_eq!(limited.to_string(), "RateLimitingSampler{2.5}");
    let adaptive = Sampler::parent_based(Sampler::adaptive(3.0).unwrap());
    assert_eq!(
        adaptive.setting(),
        "parentbased_adaptive 3 traces/s per operation"
    );
    let branches = ParentBased::new(Sampler::AlwaysOff)
        .remote_parent_sampled(Sampler::ratio(0.5).unwrap())
        .local_parent_not_sampled(Sampler::AlwaysOn);
    let sampler = Sampler::from(branches);
    assert_eq!(
        sampler.setting(),
        "parentbased_always_off, remote_parent_sampled traceidratio 0.5, \
         local_parent_not_sampled always_on"
    );
    assert_eq!(
        sampler.to_string(),
        "ParentBased{root:AlwaysOffSampler,remoteParentSampled:TraceIdRatioBased{0.5},\
         remoteParentNotSampled:AlwaysOffSampler,localParentSampled:AlwaysOnSampler,\
         localParentNotSampled:AlwaysOnSampler}"
    );
    let unset = Sampler::per_environment().in_environment(None);
    assert_eq!(
        unset.setting(),
        "per_environment 1 (deployment.environment.name not set)"
    );
}

#[test]
fn always_on_and_off_do_what_they_say() {
    let unsampled = parent(false);
    let sampled = parent(true);
    assert!(keeps(&Sampler::AlwaysOn, Some(&unsampled), 1));
    assert!(!Sampler::AlwaysOn.unsampled_parent_means_drop());
    assert!(!keeps(&Sampler::AlwaysOff, Some(&sampled), 1));
    assert!(Sampler::AlwaysOff.unsampled_parent_means_drop());
}

#[test]
fn descriptions_are_the_specifications() {
    let sampler = Sampler::parent_based(Sampler::ratio(0.01).unwrap());
    assert_eq!(
        sampler.to_string(),
        "ParentBased{root:TraceIdRatioBased{0.01},remoteParentSampled:AlwaysOnSampler,\
         remoteParentNotSampled:AlwaysOffSampler,localParentSampled:AlwaysOnSampler,\
         localParentNotSampled:AlwaysOffSampler}"
    );
    assert_eq!(sampler.setting(), "parentbased_traceidratio 0.01");
    assert_eq!(Sampler::default().setting(), "parentbased_always_on");
}

/// Answers with what it was asked, so that a test can see that all of it arrived.
#[derive(Clone, Debug)]
struct Echo;

impl ShouldSample for Echo {
    fn should_sample(
        &self,
        parent: Option<&Context>,
        _: TraceId,
        name: &str,
        _: &SpanKind,
        attributes: &[KeyValue],
        _: &[Link],
    ) -> SamplingResult {
        use opentelemetry::trace::TraceContextExt;
        assert_ne!(name, "panic");
        let remote = parent.is_some_and(|context| context.span().span_context().is_remote());
        let mut echoed = attributes.to_vec();
        echoed.push(KeyValue::new("remote", remote));
        SamplingResult {
            decision: SamplingDecision::RecordAndSample,
            attributes: echoed,
            trace_state: TraceState::from_key_value([("k", "v")]).unwrap(),
        }
    }
}

#[test]
fn a_foreign_sampler_sees_the_question_and_its_answer_is_kept() {
    let sampler = Sampler::from(Echo);
    assert_eq!(sampler.decide_early(None, TraceId::from(1)), None);
    let remote = parent(true);
    let attributes = [KeyValue::new("a", 1)];
    let decision = sampler.decide(&SamplingQuestion {
        attributes: &attributes,
        ..question(Some(&remote), 1)
    });
    assert_eq!(
        decision,
        Decision::RecordAndSample {
            attributes: vec![KeyValue::new("a", 1), KeyValue::new("remote", true)],
            trace_state: Some(TraceState::from_key_value([("k", "v")]).unwrap()),
        }
    );
}

#[test]
fn a_foreign_sampler_under_parent_based_is_asked_for_roots_only() {
    let sampler = Sampler::parent_based(Echo);
    assert!(keeps(&sampler, Some(&parent(true)), 1));
    assert!(!keeps(&sampler, Some(&parent(false)), 1));
    assert_eq!(sampler.decide_early(None, TraceId::from(1)), None);
    assert_ne!(sampler.decide(&question(None, 1)), Decision::keep());
    assert_ne!(sampler.decide(&question(None, 1)), Decision::Drop);
}

#[test]
fn a_panicking_foreign_sampler_records_the_span() {
    let decision = Sampler::from(Echo).decide(&SamplingQuestion {
        name: "panic",
        ..question(None, 1)
    });
    assert_eq!(decision, Decision::keep());
}

#[test]
fn the_sdks_own_samplers_can_be_used() {
    let sdk = |sampler| Sampler::from(sampler).decide(&question(None, 1));
    assert_eq!(
        sdk(opentelemetry_sdk::trace::Sampler::AlwaysOn),
        Decision::keep()
    );
    assert_eq!(
        sdk(opentelemetry_sdk::trace::Sampler::AlwaysOff),
        Decision::Drop
    );
}
