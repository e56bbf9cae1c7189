//! The samplers one can choose from.

use std::fmt;

use opentelemetry::trace::{SpanContext, TraceId};
use opentelemetry_sdk::trace::ShouldSample;

use super::{
    Adaptive, Decision, ParentBased, PerEnvironment, RateLimited, Ratio, Rule, Rules,
    SamplingQuestion, Verdict, Weight, foreign,
};
use crate::Error;

/// Decides when a span starts whether it is recorded.
///
/// The default is parent-based with always-on for roots: a span follows its parent's decision, and
/// every new trace is recorded.
///
/// Any sampler of `opentelemetry_sdk` (or one written against its `ShouldSample` trait) becomes one
/// of these through `into()`. Jaeger's remote sampler is not among them: it asks a server of its
/// own for what [`Telemetry::set_sampler`](crate::Telemetry::set_sampler) can set.
///
/// # What a kept span stands for
///
/// Samplers that keep by chance export the threshold they kept by, `ot=th:` in the trace state, so
/// that a backend can scale counts up again. Samplers that keep for another reason take it out. All
/// compare it with the randomness that the trace state names (`rv:`), else with the trace id's last
/// 56 bits (the specification's "TraceState: Probability Sampling"). Those of a caller that does not
/// say that they are random, by the flag in `traceparent`, are presumed to be, with one warning a
/// process.
///
/// # Which traces are whole
///
/// - Where every service is parent-based, each trace is whole or absent, by the decision at its
///   root.
/// - Where services have ratios of their own and look at no parent, one keeps every trace that a
///   service with the same or a lower ratio keeps. What the lowest ratio keeps is whole.
/// - A rate limit that is not wrapped in [`Sampler::parent_based`] counts spans and tears traces.
///
/// ```
/// use otel_runtime::Sampler;
///
/// let sampler = Sampler::parent_based(Sampler::ratio(0.01)?);
/// assert!(sampler.to_string().starts_with("ParentBased{root:TraceIdRatioBased{0.01},"));
/// # Ok::<(), otel_runtime::Error>(())
/// ```
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Sampler {
    /// Records every span, whatever its parent's decision was.
    AlwaysOn,
    /// Records no span, whatever its parent's decision was.
    AlwaysOff,
    /// Records this share of all traces; made by [`Sampler::ratio`].
    Ratio(Ratio),
    /// Follows the parent's decision and asks another sampler for roots; made by
    /// [`Sampler::parent_based`] or from [`ParentBased`].
    ParentBased(Box<ParentBased>),
    /// Records so many spans a second; made by [`Sampler::rate_limited`].
    RateLimited(RateLimited),
    /// Asks the sampler of the first rule that the span meets; made by [`Sampler::rules`].
    Rules(Rules),
    /// Records the share that is usual in the service's environment; made by
    /// [`Sampler::per_environment`].
    PerEnvironment(PerEnvironment),
    /// Records about so many traces a second of each operation; made by [`Sampler::adaptive`] or
    /// from [`Adaptive`].
    Adaptive(Adaptive),
    /// Asks a sampler written against the SDK's trait. If it panics the span is recorded.
    Custom(Box<dyn ShouldSample>),
}

impl Sampler {
    /// A sampler that records the given share of all traces, from 0.0 (none) to 1.0 (all).
    ///
    /// The decision depends on the trace's randomness alone (the consistent 56-bit threshold of the
    /// OpenTelemetry specification, with its four digits of precision), so that services with the
    /// same ratio keep the same traces, and one with a higher ratio keeps all that one with a lower
    /// ratio keeps. It does not look at the parent: wrap it in [`Sampler::parent_based`] for that.
    ///
    /// # Errors
    /// When the ratio is not a number from 0 to 1.
    pub fn ratio(ratio: f64) -> Result<Self, Error> {
        Ratio::new(ratio).map(Self::Ratio)
    }

    /// A sampler that follows the parent's decision and asks `root` where there is no parent.
    #[must_use]
    pub fn parent_based(root: impl Into<Self>) -> Self {
        ParentBased::new(root).into()
    }

    /// A sampler that records at most this many spans a second: traces, where
    /// [`Sampler::parent_based`] asks it for roots.
    ///
    /// A token bucket that starts with one token and keeps those of one second: while there is more
    /// than the limit, a minute has exactly 60 times the limit, and at most one second's worth of
    /// what was left unused before. Threads and clones share it; processes do not.
    ///
    /// # Errors
    /// When the rate is not a number above 0.
    pub fn rate_limited(per_second: f64) -> Result<Self, Error> {
        RateLimited::new(per_second).map(Self::RateLimited)
    }

    /// A sampler that asks the sampler of the first [`Rule`] whose conditions the span meets; a span
    /// that meets none is not recorded. The specification's `RuleBased`.
    ///
    /// Name, kind and attributes are known only when the span's attribute expressions were
    /// evaluated, so that is done for every span it is asked about, recorded or not.
    #[must_use]
    pub fn rules(rules: impl IntoIterator<Item = Rule>) -> Self {
        Self::Rules(Rules::new(rules))
    }

    /// A sampler that records the share of all traces that is usual in the service's environment
    /// (`deployment.environment.name`): 1 % in `production` or `prod`, 10 % in `staging` or `stage`,
    /// and all in any other or none. It is read when the telemetry is built. It does not look at the
    /// parent: wrap it in [`Sampler::parent_based`] for that.
    ///
    /// ```
    /// use otel_runtime::{Sampler, Telemetry};
    ///
    /// let builder = Telemetry::builder()
    ///     .environment("production")
    ///     .sampler(Sampler::parent_based(Sampler::per_environment()));
    /// ```
    #[must_use]
    pub const fn per_environment() -> Self {
        Self::PerEnvironment(PerEnvironment::unknown())
    }

    /// A sampler that records about this many traces a second of each operation; see [`Adaptive`].
    ///
    /// # Errors
    /// When the target is not a number above 0.
    pub fn adaptive(traces_per_second: f64) -> Result<Self, Error> {
        Adaptive::new(traces_per_second).map(Self::Adaptive)
    }

    /// The decision where parent, trace id and time settle it: for all samplers but foreign ones
    /// and those that need a name, a kind or attributes. Allocates nothing.
    #[inline]
    pub(crate) fn decide_early(
        &self,
        parent: Option<&SpanContext>,
        trace_id: TraceId,
    ) -> Option<Verdict> {
        match self {
            Self::AlwaysOn => Some(Verdict::Keep(Weight::One)),
            Self::AlwaysOff => Some(Verdict::Drop),
            Self::Ratio(ratio) => Some(ratio.verdict(parent, trace_id)),
            Self::ParentBased(branches) => branches.decide_early(parent, trace_id),
            Self::RateLimited(limited) => Some(limited.verdict()),
            Self::PerEnvironment(environment) => {
                Some(environment.ratio().verdict(parent, trace_id))
            }
            Self::Rules(_) | Self::Adaptive(_) | Self::Custom(_) => None,
        }
    }

    /// The decision about one span, whichever the sampler.
    pub(crate) fn decide(&self, question: &SamplingQuestion<'_>) -> Decision {
        let parent = question.parent;
        if let Some(verdict) = self.decide_early(parent, question.trace_id) {
            return verdict.decision(parent);
        }
        match self {
            Self::ParentBased(branches) => branches.branch(parent).decide(question),
            Self::Rules(rules) => rules.decide(question),
            Self::Adaptive(adaptive) => adaptive.verdict(question).decision(parent),
            Self::Custom(sampler) => foreign::decide(sampler.as_ref(), question),
            Self::AlwaysOn
            | Self::AlwaysOff
            | Self::Ratio(_)
            | Self::RateLimited(_)
            | Self::PerEnvironment(_) => Decision::Drop,
        }
    }

    /// Whether a span with an unsampled parent is dropped for certain, so that nothing needs to be
    /// made for it.
    pub(crate) fn unsampled_parent_means_drop(&self) -> bool {
        match self {
            Self::AlwaysOff => true,
            Self::ParentBased(branches) => branches.unsampled_parent_means_drop(),
            _ => false,
        }
    }

    /// Whether a span with a sampled parent is kept for certain.
    pub(crate) fn sampled_parent_means_keep(&self) -> bool {
        match self {
            Self::AlwaysOn => true,
            Self::ParentBased(branches) => branches.sampled_parent_means_keep(),
            _ => false,
        }
    }

    /// The decision about every root, where it is the same about all.
    pub(super) fn of_all_roots(&self) -> Option<Verdict> {
        match self {
            Self::AlwaysOn => Some(Verdict::Keep(Weight::One)),
            Self::AlwaysOff => Some(Verdict::Drop),
            Self::ParentBased(branches) => branches.branch(None).of_all_roots(),
            _ => None,
        }
    }

    /// The sampler as it is in a service of this environment.
    pub(crate) fn in_environment(self, environment: Option<&str>) -> Self {
        let settle = |sampler: Self| sampler.in_environment(environment);
        match self {
            Self::PerEnvironment(_) => Self::PerEnvironment(PerEnvironment::of(environment)),
            Self::ParentBased(branches) => branches.map(settle).into(),
            Self::Rules(rules) => Self::Rules(rules.map(settle)),
            other => other,
        }
    }

    /// The sampler as `OTEL_TRACES_SAMPLER` and its argument name it, for people to read.
    pub(crate) fn setting(&self) -> String {
        match self {
            Self::AlwaysOn => "always_on".to_owned(),
            Self::AlwaysOff => "always_off".to_owned(),
            Self::Ratio(ratio) => format!("traceidratio {}", ratio.value()),
            Self::ParentBased(branches) => branches.setting(),
            Self::RateLimited(limited) => format!("rate_limited {}/s", limited.per_second()),
            Self::Rules(rules) => rules.setting(),
            Self::PerEnvironment(environment) => environment.setting(),
            Self::Adaptive(adaptive) => adaptive.setting(),
            Self::Custom(_) => "custom".to_owned(),
        }
    }
}

impl Default for Sampler {
    fn default() -> Self {
        Self::parent_based(Self::AlwaysOn)
    }
}

impl From<Adaptive> for Sampler {
    fn from(sampler: Adaptive) -> Self {
        Self::Adaptive(sampler)
    }
}

impl<S: ShouldSample + 'static> From<S> for Sampler {
    fn from(sampler: S) -> Self {
        Self::Custom(Box::new(sampler))
    }
}

/// The description in the form that the OpenTelemetry specification gives.
impl fmt::Display for Sampler {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::AlwaysOn => f.write_str("AlwaysOnSampler"),
            Self::AlwaysOff => f.write_str("AlwaysOffSampler"),
            Self::Ratio(ratio) => ratio.fmt(f),
            Self::ParentBased(branches) => branches.fmt(f),
            Self::RateLimited(limited) => limited.fmt(f),
            Self::Rules(rules) => rules.fmt(f),
            Self::PerEnvironment(environment) => environment.fmt(f),
            Self::Adaptive(adaptive) => adaptive.fmt(f),
            Self::Custom(sampler) => write!(f, "{sampler:?}"),
        }
    }
}
