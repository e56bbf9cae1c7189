//! The parent-based sampler: a span follows its parent, and a root asks another sampler.

use std::fmt;

use opentelemetry::trace::{SpanContext, TraceId};

use super::{Sampler, Verdict, Weight};

/// Asks one of five samplers, by the parent: none, in another service or in this process, sampled
/// or not. The specification's `ParentBased`.
///
/// Only the sampler for roots must be given. Under a sampled parent every span is recorded, and
/// under one that was not sampled none, unless another sampler is set for that case. What a span
/// stands for (`ot=th:` in the trace state) is what its parent does.
///
/// ```
/// use otel_runtime::{ParentBased, Sampler};
///
/// // Other services may sample what they like: of their traces, this one keeps a tenth.
/// let tenth = Sampler::ratio(0.1)?;
/// let sampler = ParentBased::new(Sampler::AlwaysOn).remote_parent_sampled(tenth);
/// let telemetry = otel_runtime::Telemetry::builder().sampler(sampler);
/// # Ok::<(), otel_runtime::Error>(())
/// ```
#[derive(Clone, Debug)]
#[must_use]
pub struct ParentBased {
    root: Sampler,
    remote_sampled: Sampler,
    remote_not_sampled: Sampler,
    local_sampled: Sampler,
    local_not_sampled: Sampler,
}

impl ParentBased {
    /// Follows every parent and asks `root` where there is none.
    pub fn new(root: impl Into<Sampler>) -> Self {
        Self {
            root: root.into(),
            remote_sampled: Sampler::AlwaysOn,
            remote_not_sampled: Sampler::AlwaysOff,
            local_sampled: Sampler::AlwaysOn,
            local_not_sampled: Sampler::AlwaysOff,
        }
    }

    /// Asks this sampler under a sampled parent in another service; default always on.
    pub fn remote_parent_sampled(mut self, sampler: impl Into<Sampler>) -> Self {
        self.remote_sampled = sampler.into();
        self
    }

    /// Asks this sampler under a parent in another service that was not sampled; default always
    /// off.
    pub fn remote_parent_not_sampled(mut self, sampler: impl Into<Sampler>) -> Self {
        self.remote_not_sampled = sampler.into();
        self
    }

    /// Asks this sampler under a sampled parent in this process; default always on.
    pub fn local_parent_sampled(mut self, sampler: impl Into<Sampler>) -> Self {
        self.local_sampled = sampler.into();
        self
    }

    /// Asks this sampler under a parent in this process that was not sampled; default always off.
    pub fn local_parent_not_sampled(mut self, sampler: impl Into<Sampler>) -> Self {
        self.local_not_sampled = sampler.into();
        self
    }

    /// The sampler for spans with this parent.
    #[inline]
    pub(super) fn branch(&self, parent: Option<&SpanContext>) -> &Sampler {
        match parent.map(|parent| (parent.is_remote(), parent.is_sampled())) {
            None => &self.root,
            Some((true, true)) => &self.remote_sampled,
            Some((true, false)) => &self.remote_not_sampled,
            Some((false, true)) => &self.local_sampled,
            Some((false, false)) => &self.local_not_sampled,
        }
    }

    #[inline]
    pub(super) fn decide_early(
        &self,
        parent: Option<&SpanContext>,
        trace_id: TraceId,
    ) -> Option<Verdict> {
        let branch = self.branch(parent);
        match (branch, parent) {
            // It is the parent's decision that is repeated here, with its weight; under a parent
            // that was not sampled, it is turned round.
            (Sampler::AlwaysOn, Some(parent)) if parent.is_sampled() => {
                Some(Verdict::Keep(Weight::Inherited))
            }
            (Sampler::AlwaysOn, Some(_)) => Some(Verdict::Keep(Weight::Unknown)),
            _ => branch.decide_early(parent, trace_id),
        }
    }

    pub(super) fn unsampled_parent_means_drop(&self) -> bool {
        self.remote_not_sampled.unsampled_parent_means_drop()
            && self.local_not_sampled.unsampled_parent_means_drop()
    }

    pub(super) fn sampled_parent_means_keep(&self) -> bool {
        self.remote_sampled.sampled_parent_means_keep()
            && self.local_sampled.sampled_parent_means_keep()
    }

    /// The same with `change` made to each of the five.
    pub(super) fn map(self, change: impl Fn(Sampler) -> Sampler) -> Self {
        Self {
            root: change(self.root),
            remote_sampled: change(self.remote_sampled),
            remote_not_sampled: change(self.remote_not_sampled),
            local_sampled: change(self.local_sampled),
            local_not_sampled: change(self.local_not_sampled),
        }
    }

    /// As `OTEL_TRACES_SAMPLER` would say it, and what that cannot say after it.
    pub(super) fn setting(&self) -> String {
        let mut setting = format!("parentbased_{}", self.root.setting());
        for (name, branch, default) in [
            ("remote_parent_sampled", &self.remote_sampled, "always_on"),
            (
                "remote_parent_not_sampled",
                &self.remote_not_sampled,
                "always_off",
            ),
            ("local_parent_sampled", &self.local_sampled, "always_on"),
            (
                "local_parent_not_sampled",
                &self.local_not_sampled,
                "always_off",
            ),
        ] {
            let branch = branch.setting();
            if branch != default {
                setting.push_str(&format!(", {name} {branch}"));
            }
        }
        setting
    }
}

impl From<ParentBased> for Sampler {
    fn from(sampler: ParentBased) -> Self {
        Self::ParentBased(Box::new(sampler))
    }
}

impl fmt::Display for ParentBased {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "ParentBased{{root:{},remoteParentSampled:{},remoteParentNotSampled:{},\
             localParentSampled:{},localParentNotSampled:{}}}",
            self.root,
            self.remote_sampled,
            self.remote_not_sampled,
            self.local_sampled,
            self.local_not_sampled,
        )
    }
}
