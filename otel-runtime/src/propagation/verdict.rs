//! What headers say of sampling beside the parent's flag.

use std::sync::atomic::{AtomicBool, Ordering};

use opentelemetry::{
    Context,
    trace::{SpanId, TraceContextExt, TraceId},
};

/// Who decides whether what comes of a request is recorded.
#[derive(Clone, Copy, Debug)]
enum Decider {
    /// The caller did, and it is not; it named no parent (`b3: 0`).
    Caller,
    /// The sampler for roots, for the spans directly under this one: the caller left it open, or is
    /// not to be obeyed.
    Sampler(SpanId),
}

/// Marks a trace whose caller asked for debugging, which B3 and Jaeger pass on.
#[derive(Clone, Copy, Debug)]
struct Debugged(TraceId);

/// Whether there ever was a [`Decider`], or a debugged trace: until then nobody looks for them.
static GIVEN: AtomicBool = AtomicBool::new(false);

fn with<T: Send + Sync + 'static>(context: &Context, value: T) -> Context {
    GIVEN.store(true, Ordering::Relaxed);
    context.with_value(value)
}

/// The context of a request that is not to be recorded.
pub(super) fn denied(context: &Context) -> Context {
    with(context, Decider::Caller)
}

/// The context of a request with a parent, under which the sampler for roots decides.
pub(super) fn open(context: &Context) -> Context {
    crate::provider::unsampled_parents_stay_open();
    let parent = context.span().span_context().span_id();
    with(context, Decider::Sampler(parent))
}

/// The context of a request whose trace is debugged.
pub(super) fn debugged(context: &Context) -> Context {
    let trace_id = context.span().span_context().trace_id();
    with(context, Debugged(trace_id))
}

/// The same context without any of that.
pub(super) fn forget_debugging(context: &Context) -> Context {
    if get::<Debugged>(context).is_some() {
        context.with_value(Debugged(TraceId::INVALID))
    } else {
        context.clone()
    }
}

/// The same context without a denial that came with the request: one that is current already holds
/// for all that happens under it.
pub(super) fn forget_denial(context: &Context) -> Context {
    if !denies(context) {
        return context.clone();
    }
    match Context::map_current(|current| get(current).copied()) {
        Some(Decider::Caller) => context.clone(),
        before => context.with_value(before.unwrap_or(Decider::Sampler(SpanId::INVALID))),
    }
}

/// Whether a trace is debugged.
pub(super) fn is_debugged(context: &Context, trace_id: TraceId) -> bool {
    get::<Debugged>(context).is_some_and(|debugged| debugged.0 == trace_id)
}

/// Whether roots in this context are not to be recorded.
#[inline]
pub(crate) fn denies(context: &Context) -> bool {
    matches!(get(context), Some(Decider::Caller))
}

/// Whether the sampler for roots decides about spans right under the parent in this context.
#[inline]
pub(crate) fn is_open(context: &Context, parent: SpanId) -> bool {
    matches!(get(context), Some(Decider::Sampler(span)) if *span == parent)
}

#[inline]
fn get<T: Send + Sync + 'static>(context: &Context) -> Option<&T> {
    GIVEN.load(Ordering::Relaxed).then(|| context.get::<T>())?
}
