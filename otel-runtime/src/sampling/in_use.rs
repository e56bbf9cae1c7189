//! The sampler that a telemetry uses, which can be replaced while spans begin.

use std::sync::{
    PoisonError, RwLock,
    atomic::{AtomicBool, AtomicU32, Ordering},
};

use opentelemetry::trace::TraceId;

use super::{Sampler, Verdict};
use crate::process::PerProcess;

/// A telemetry's sampler.
///
/// A span reads it without a lock: each thread keeps a copy, and looks for a later one when the
/// generation says so. A sampler lives as long as the process, as its telemetry does, so that no
/// span counts references.
#[derive(Debug)]
pub(crate) struct InUse {
    first: Sampler,
    later: PerProcess<RwLock<Option<&'static Sampler>>>,
    generation: AtomicU32,
    /// Spans are recorded whatever the sampler says; it decides what others are told.
    records_all: bool,
    drops_under_unsampled: AtomicBool,
    keeps_under_sampled: AtomicBool,
}

impl InUse {
    pub(crate) fn new(sampler: Sampler) -> Self {
        Self {
            drops_under_unsampled: AtomicBool::new(sampler.unsampled_parent_means_drop()),
            keeps_under_sampled: AtomicBool::new(sampler.sampled_parent_means_keep()),
            first: sampler,
            records_all: false,
            later: PerProcess::default(),
            generation: AtomicU32::new(0),
        }
    }

    /// Says that an unsampled parent settles nothing, whatever the sampler.
    pub(crate) fn set_records_all(&mut self, records_all: bool) {
        self.records_all = records_all;
        let drops = !records_all && self.first.unsampled_parent_means_drop();
        self.drops_under_unsampled = AtomicBool::new(drops);
    }

    /// Whether an unsampled parent settles it, so that the call returns at once.
    #[inline]
    pub(crate) fn drops_under_unsampled(&self) -> bool {
        self.drops_under_unsampled.load(Ordering::Relaxed)
    }

    /// Whether a sampled parent settles it.
    #[inline]
    pub(crate) fn keeps_under_sampled(&self) -> bool {
        self.keeps_under_sampled.load(Ordering::Relaxed)
    }

    pub(crate) fn current(&'static self) -> &'static Sampler {
        let later = self.later.get();
        let later = later.read().unwrap_or_else(PoisonError::into_inner);
        later.unwrap_or(&self.first)
    }

    /// What begins after this returns is decided by `sampler`; what begins meanwhile, by either.
    pub(crate) fn replace(&self, sampler: Sampler) {
        let sampler: &'static Sampler = Box::leak(Box::new(sampler));
        let later = self.later.get();
        let mut later = later.write().unwrap_or_else(PoisonError::into_inner);
        *later = Some(sampler);
        let (drops, keeps) = (
            !self.records_all && sampler.unsampled_parent_means_drop(),
            sampler.sampled_parent_means_keep(),
        );
        self.drops_under_unsampled.store(drops, Ordering::Relaxed);
        self.keeps_under_sampled.store(keeps, Ordering::Relaxed);
        self.generation.fetch_add(1, Ordering::Release);
    }
}

/// A thread's copy of the sampler that it asked last.
#[derive(Clone, Copy, Debug)]
pub(crate) struct SamplerCopy(Option<Copied>);

#[derive(Clone, Copy, Debug)]
struct Copied {
    of: &'static InUse,
    generation: u32,
    sampler: &'static Sampler,
    /// What it says of all roots, where it says the same of all.
    of_roots: Option<Verdict>,
}

impl SamplerCopy {
    pub(crate) const NONE: Self = Self(None);

    #[inline]
    pub(crate) fn of(&mut self, in_use: &'static InUse) -> &'static Sampler {
        self.copied(in_use, |copied| copied.sampler)
    }

    /// The decision about a new trace, where its id and time settle it.
    #[inline]
    pub(crate) fn decide_root(
        &mut self,
        in_use: &'static InUse,
        trace_id: TraceId,
    ) -> Option<Verdict> {
        self.copied(in_use, |copied| match copied.of_roots {
            None => copied.sampler.decide_early(None, trace_id),
            settled => settled,
        })
    }

    #[inline]
    fn copied<R>(&mut self, in_use: &'static InUse, read: impl FnOnce(&Copied) -> R) -> R {
        let generation = in_use.generation.load(Ordering::Acquire);
        match &self.0 {
            Some(copied) if std::ptr::eq(copied.of, in_use) && copied.generation == generation => {
                read(copied)
            }
            _ => read(&self.renew(in_use, generation)),
        }
    }

    #[cold]
    fn renew(&mut self, in_use: &'static InUse, generation: u32) -> Copied {
        let sampler = in_use.current();
        let copied = Copied {
            of: in_use,
            generation,
            sampler,
            of_roots: sampler.of_all_roots(),
        };
        self.0 = Some(copied);
        copied
    }
}

#[cfg(test)]
mod tests {
    use super::{super::Sampler, InUse, SamplerCopy};

    #[test]
    fn a_copy_is_renewed_when_the_sampler_is_replaced() {
        let in_use = |sampler| -> &'static InUse { Box::leak(Box::new(InUse::new(sampler))) };
        let first = in_use(Sampler::AlwaysOn);
        let other = in_use(Sampler::AlwaysOff);
        let mut copy = SamplerCopy::NONE;
        assert!(matches!(copy.of(first), Sampler::AlwaysOn));
        assert!(matches!(copy.of(other), Sampler::AlwaysOff));
        assert!(first.keeps_under_sampled() && !first.drops_under_unsampled());
        first.replace(Sampler::parent_based(Sampler::AlwaysOff));
        assert!(matches!(copy.of(first), Sampler::ParentBased(_)));
        assert!(first.keeps_under_sampled() && first.drops_under_unsampled());
        first.replace(Sampler::AlwaysOff);
        assert!(matches!(first.current(), Sampler::AlwaysOff));
        assert!(matches!(copy.of(first), Sampler::AlwaysOff));
        assert!(!first.keeps_under_sampled() && first.drops_under_unsampled());
        assert!(matches!(copy.of(other), Sampler::AlwaysOff));
    }
}
