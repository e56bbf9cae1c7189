//! The samplers one can choose from.

use std::fmt;

use opentelemetry::trace::{SpanContext, TraceId};
use opentelemetry_sdk::trace::ShouldSample;

use super::{Decision, Ratio, SamplingQuestion, foreign, parent_based};
use crate::Error;

/// Decides when a span starts whether it is recorded.
///
/// The default is parent-based with always-on for roots: a span follows its parent's decision, and
/// every new trace is recorded.
///
/// Any sampler of `opentelemetry_sdk` (or one written against its `ShouldSample` trait) becomes one
/// of these through `into()`.
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
    /// Follows the parent's decision and asks this sampler for roots.
    ParentBased(Box<Sampler>),
    /// Asks a sampler written against the SDK's trait. If it panics the span is recorded.
    Custom(Box<dyn ShouldSample>),
}

impl Sampler {
    /// A sampler that records the given share of all traces, from 0.0 (none) to 1.0 (all).
    ///
    /// The decision depends on the trace id alone (the consistent 56-bit threshold of the
    /// OpenTelemetry specification), so that services with the same ratio keep the same traces, and
    /// one with a higher ratio keeps all that one with a lower ratio keeps. It does not look at
    /// the parent: wrap it in [`Sampler::parent_based`] for that.
    ///
    /// # Errors
    /// When the ratio is not a number from 0 to 1.
    pub fn ratio(ratio: f64) -> Result<Self, Error> {
        Ratio::new(ratio).map(Self::Ratio)
    }

    /// A sampler that follows the parent's decision and asks `root` where there is no parent.
    #[must_use]
    pub fn parent_based(root: impl Into<Self>) -> Self {
        Self::ParentBased(Box::new(root.into()))
    }

    /// The decision where parent and trace id settle it, which they do for all samplers but
    /// foreign ones: whether the span is kept. Allocates nothing.
    #[inline]
    pub(crate) fn decide_early(
        &self,
        parent: Option<&SpanContext>,
        trace_id: TraceId,
    ) -> Option<bool> {
        match self {
            Self::AlwaysOn => Some(true),
            Self::AlwaysOff => Some(false),
            Self::Ratio(ratio) => Some(ratio.keeps(trace_id)),
            Self::ParentBased(root) => parent_based::decide_early(root, parent, trace_id),
            Self::Custom(_) => None,
        }
    }

    /// The decision about one span, whichever the sampler.
    pub(crate) fn decide(&self, question: &SamplingQuestion<'_>) -> Decision {
        match self.decide_early(question.parent, question.trace_id) {
            Some(true) => Decision::keep(),
            Some(false) => Decision::Drop,
            None => match self {
                Self::ParentBased(root) => root.decide(question),
                Self::Custom(sampler) => foreign::decide(sampler.as_ref(), question),
                Self::AlwaysOn | Self::AlwaysOff | Self::Ratio(_) => Decision::Drop,
            },
        }
    }

    /// Whether a span with an unsampled parent is dropped for certain, so that nothing needs to be
    /// made for it.
    pub(crate) fn unsampled_parent_means_drop(&self) -> bool {
        matches!(self, Self::AlwaysOff | Self::ParentBased(_))
    }

    /// Whether a span with a sampled parent is kept for certain.
    pub(crate) fn sampled_parent_means_keep(&self) -> bool {
        matches!(self, Self::AlwaysOn | Self::ParentBased(_))
    }

    /// The sampler as `OTEL_TRACES_SAMPLER` and its argument name it, for people to read.
    pub(crate) fn setting(&self) -> String {
        match self {
            Self::AlwaysOn => "always_on".to_owned(),
            Self::AlwaysOff => "always_off".to_owned(),
            Self::Ratio(ratio) => format!("traceidratio {}", ratio.value()),
            Self::ParentBased(root) => format!("parentbased_{}", root.setting()),
            Self::Custom(_) => "custom".to_owned(),
        }
    }
}

impl Default for Sampler {
    fn default() -> Self {
        Self::ParentBased(Box::new(Self::AlwaysOn))
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
            Self::ParentBased(root) => parent_based::describe(root, f),
            Self::Custom(sampler) => write!(f, "{sampler:?}"),
        }
    }
}
