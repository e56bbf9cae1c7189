#![allow(clippy::unwrap_used)]

use opentelemetry::{
    Context, KeyValue,
    trace::{Link, SpanContext, SpanId, SpanKind, TraceFlags, TraceId, TraceState},
};
use opentelemetry_sdk::trace::{SamplingDecision, SamplingResult, ShouldSample};

use super::{Decision, Ratio, Sampler, SamplingQuestion};

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
    assert_eq!(early, Some(kept));
    kept
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
fn ratio_threshold_is_the_specifications() {
    // Values of the specification's table of probabilities and rejection thresholds.
    for (ratio, threshold) in [
        (1.0, 0),
        (0.5, 0x80_0000_0000_0000),
        (0.25, 0xc0_0000_0000_0000),
        (0.0, 1 << 56),
        (f64::MIN_POSITIVE, (1 << 56) - 1),
    ] {
        assert_eq!(Ratio::new(ratio).unwrap().threshold(), threshold, "{ratio}");
    }
}

#[test]
fn ratio_compares_the_low_56_bits_only() {
    let half = Sampler::ratio(0.5).unwrap();
    let high = u128::MAX << 56;
    assert!(!keeps(&half, None, high));
    assert!(!keeps(&half, None, high | 0x7f_ffff_ffff_ffff));
    assert!(keeps(&half, None, 0x80_0000_0000_0000));
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
