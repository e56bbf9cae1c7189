//! What the call path needs of a telemetry.

use std::sync::{
    PoisonError, RwLock,
    atomic::{AtomicBool, AtomicU32, AtomicU64, AtomicUsize, Ordering},
};

use opentelemetry::global::ObjectSafeTracerProvider;
use quanta::Clock;

use super::SpanLimits;
use crate::{
    clock::clock,
    process::{Inherit, PerProcess},
    processing::{MaskKey, TailSampling},
    propagation::Composite,
    sampling::{InUse, Sampler},
};

/// Bytes that the threads' rings of one telemetry may take together.
const RING_BYTES: usize = 32 * 1024 * 1024;

/// The part of a telemetry that spans point to.
///
/// It lives as long as the process: a few hundred bytes a telemetry, so that no span counts
/// references. What is heavy (backends, queues, threads) goes at shutdown.
pub(crate) struct Core {
    /// Where the collector thread keeps this telemetry's backends.
    pub(crate) id: usize,
    pub(crate) clock: &'static Clock,
    pub(crate) sampler: InUse,
    /// `deployment.environment.name`.
    pub(crate) environment: Option<String>,
    pub(crate) limits: SpanLimits,
    pub(crate) mask_key: MaskKey,
    /// `None`: those in `opentelemetry::global`.
    pub(crate) propagator: Option<Composite>,
    /// Somebody else's provider, where `adopt` said so.
    pub(crate) adopted: Option<Box<dyn ObjectSafeTracerProvider + Send + Sync>>,
    /// Every local trace is recorded and decided about when it has ended.
    pub(crate) tail: Option<TailSampling>,
    /// Traces nothing, whatever its scope covers (`OTEL_SDK_DISABLED`).
    pub(crate) disabled: bool,
    pub(crate) ring_budget: PerProcess<Budget>,
    pub(crate) counts: PerProcess<Counts>,
}

impl Core {
    /// A core with this sampler and the defaults of everything else.
    pub(crate) fn new(sampler: Sampler) -> Self {
        Self {
            id: next_id(),
            clock: clock(),
            sampler: InUse::new(sampler),
            environment: None,
            limits: SpanLimits::default(),
            mask_key: MaskKey::of_process(),
            propagator: None,
            adopted: None,
            tail: None,
            disabled: false,
            ring_budget: PerProcess::new(Budget::new(RING_BYTES)),
            counts: PerProcess::default(),
        }
    }

    /// Gives the core the life of the process.
    pub(crate) fn leak(mut self) -> &'static Self {
        // An unsampled parent may be the local root of a trace that fails.
        self.sampler.set_records_all(self.tail.is_some());
        if self.adopted.is_some() || !self.sampler.drops_under_unsampled() {
            UNSAMPLED_SETTLES.store(false, Ordering::Relaxed);
        }
        Box::leak(Box::new(self))
    }

    /// Replaces the sampler, for spans that begin from now on.
    pub(crate) fn set_sampler(&self, sampler: Sampler) {
        let sampler = sampler.in_environment(self.environment.as_deref());
        if !sampler.unsampled_parent_means_drop() {
            UNSAMPLED_SETTLES.store(false, Ordering::Relaxed);
        }
        self.sampler.replace(sampler);
    }
}

impl std::fmt::Debug for Core {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Core")
            .field("id", &self.id)
            .finish_non_exhaustive()
    }
}

/// Spans that ended, and those of them that never reached a backend's queue.
#[derive(Debug, Default)]
pub(crate) struct Counts {
    pub(crate) ended: AtomicU64,
    pub(crate) buffers_full: AtomicU64,
    pub(crate) after_shutdown: AtomicU64,
    pub(crate) tail_dropped: AtomicU64,
    /// Written by the collector thread.
    pub(crate) tail_held: AtomicU64,
    #[cfg(feature = "metrics")]
    pub(crate) started: super::started::Started,
}

impl Counts {
    /// How many spans the backends were shown: exact on the collector thread, while the telemetry
    /// runs.
    pub(crate) fn shown(&self) -> u64 {
        let not_shown = [&self.after_shutdown, &self.tail_dropped, &self.tail_held];
        let not_shown = not_shown.map(|count| count.load(Ordering::Relaxed));
        let ended = self.ended.load(Ordering::Relaxed);
        ended.saturating_sub(not_shown.iter().sum())
    }
}

impl Inherit for Counts {
    fn inherit(&self) -> Self {
        Self::default()
    }
}

/// A number of bytes that the threads' rings may take together.
#[derive(Debug)]
pub(crate) struct Budget {
    limit: usize,
    taken: AtomicUsize,
}

impl Budget {
    pub(crate) const fn new(limit: usize) -> Self {
        Self {
            limit,
            taken: AtomicUsize::new(0),
        }
    }

    /// Takes `bytes` whatever the limit says: a thread's first, small ring.
    pub(crate) fn take(&self, bytes: usize) {
        self.taken.fetch_add(bytes, Ordering::Relaxed);
    }

    /// Takes `bytes` if they fit.
    pub(crate) fn try_take(&self, bytes: usize) -> bool {
        self.taken
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, |taken| {
                taken.checked_add(bytes).filter(|sum| *sum <= self.limit)
            })
            .is_ok()
    }

    pub(crate) fn give_back(&self, bytes: usize) {
        self.taken.fetch_sub(bytes, Ordering::Relaxed);
    }
}

impl Inherit for Budget {
    /// None of the parent's rings are the child's.
    fn inherit(&self) -> Self {
        Self::new(self.limit)
    }
}

/// The telemetry that `install` made global, and how often that changed: threads keep a copy.
static GLOBAL: PerProcess<RwLock<Option<&'static Core>>> = PerProcess::new(RwLock::new(None));
static GENERATION: AtomicU32 = AtomicU32::new(0);

/// A thread's copy of the global telemetry.
#[derive(Clone, Copy, Debug)]
pub(crate) struct GlobalCopy {
    generation: u32,
    core: Option<&'static Core>,
}

impl GlobalCopy {
    pub(crate) const fn new() -> Self {
        Self {
            generation: 0,
            core: None,
        }
    }

    /// The global telemetry; reads the shared one only when it was changed.
    #[inline]
    pub(crate) fn get(&mut self) -> Option<&'static Core> {
        let generation = GENERATION.load(Ordering::Acquire);
        if generation != self.generation {
            self.core = global();
            self.generation = generation;
        }
        self.core
    }
}

pub(crate) fn global() -> Option<&'static Core> {
    *GLOBAL.get().read().unwrap_or_else(PoisonError::into_inner)
}

pub(crate) fn set_global(core: Option<&'static Core>) {
    let mut global = GLOBAL.get().write().unwrap_or_else(PoisonError::into_inner);
    *global = core;
    GENERATION.fetch_add(1, Ordering::Release);
}

/// Takes `core` back out if it is the global one.
pub(crate) fn clear_global(core: &'static Core) {
    let mut global = GLOBAL.get().write().unwrap_or_else(PoisonError::into_inner);
    if global.is_some_and(|current| std::ptr::eq(current, core)) {
        *global = None;
        GENERATION.fetch_add(1, Ordering::Release);
    }
}

/// A number for each telemetry, never given twice.
fn next_id() -> usize {
    static NEXT: AtomicUsize = AtomicUsize::new(0);
    NEXT.fetch_add(1, Ordering::Relaxed)
}

/// Whether an unsampled parent settles it for every telemetry there ever was, so that a call need
/// not find out which one is in charge.
static UNSAMPLED_SETTLES: AtomicBool = AtomicBool::new(true);

/// From now on a call under an unsampled parent finds out whether its headers left it open.
pub(crate) fn unsampled_parents_stay_open() {
    UNSAMPLED_SETTLES.store(false, Ordering::Relaxed);
}

#[inline]
pub(crate) fn unsampled_settles() -> bool {
    UNSAMPLED_SETTLES.load(Ordering::Relaxed)
}

/// Whether any scope was ever entered: until then no call looks for one.
pub(crate) static SCOPES: AtomicBool = AtomicBool::new(false);

/// What `Telemetry::scope` puts into the Context.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Scoped(pub(crate) &'static Core);
