//! What the call path needs of a telemetry.

use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};

use opentelemetry::global::ObjectSafeTracerProvider;
use quanta::Clock;

use super::{SpanLimits, budget::Budget};
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
    pub(crate) started: super::metrics::Started,
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
