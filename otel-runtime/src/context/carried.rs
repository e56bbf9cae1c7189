//! What is carried into a task: the Context, and the span that it is in.

use std::{
    fmt,
    sync::atomic::{AtomicBool, Ordering},
};

use opentelemetry::{
    Context, ContextGuard,
    trace::{SpanContext, TraceContextExt},
};

use crate::buffer::{CurrentSpan, current_span, is_ending, make_current};

/// The Context of a place, on its way to another task or thread.
#[derive(Clone)]
pub struct Carried {
    context: Context,
    span: CurrentSpan,
}

/// Carries what is current: what the task starts is a child of the current span.
#[must_use]
pub fn follow() -> Carried {
    if is_ending() {
        return Carried::nothing();
    }
    Carried {
        context: Context::current(),
        span: current_span(),
    }
}

/// Carries what is current but for the span: what the task starts is a new trace, linked to it.
#[must_use]
pub fn link() -> Carried {
    let mut carried = follow();
    let spawner = carried.context.span().span_context().clone();
    if spawner.is_valid() {
        carried.context = linked_to(&carried.context, spawner);
        carried.span = CurrentSpan::NONE;
    }
    carried
}

/// The same Context without a span, in which roots link to `spawner`.
pub(crate) fn linked_to(context: &Context, spawner: SpanContext) -> Context {
    LINKED.store(true, Ordering::Relaxed);
    context
        .with_remote_span_context(SpanContext::NONE)
        .with_value(Spawner(spawner))
}

impl Carried {
    fn nothing() -> Self {
        Self {
            context: Context::new(),
            span: CurrentSpan::NONE,
        }
    }

    /// Makes it current on this thread until the guard is dropped.
    #[inline]
    pub fn enter(self) -> Entered {
        Entered::new(self.context, self.span)
    }

    /// Makes it current for one poll, or for the drop of a future.
    #[inline]
    pub(super) fn enter_again(&self) -> Entered {
        Entered::new(self.context.clone(), self.span)
    }
}

impl fmt::Debug for Carried {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Carried").field(&self.context).finish()
    }
}

// A Context shares what atomics and locks guard, which a panic cannot leave half-done: a task is as
// safe to catch as what it carries the Context for.
impl std::panic::UnwindSafe for Carried {}
impl std::panic::RefUnwindSafe for Carried {}

/// Keeps a [`Carried`] current.
#[derive(Debug)]
pub struct Entered {
    // What is current is put back in this order.
    _current: Option<(Before, ContextGuard)>,
}

impl Entered {
    #[inline]
    fn new(context: Context, span: CurrentSpan) -> Self {
        // A thread that is ending can make no Context current any more.
        if is_ending() {
            return Self { _current: None };
        }
        let context = context.attach();
        Self {
            _current: Some((Before(make_current(span)), context)),
        }
    }
}

/// Puts back what was current on this call path, also when the task panics.
#[derive(Debug)]
struct Before(CurrentSpan);

impl Drop for Before {
    fn drop(&mut self) {
        make_current(self.0);
    }
}

/// The span that started a task of a trace of its own: roots in it link there.
#[derive(Debug)]
struct Spawner(SpanContext);

/// Whether anything ever was started with a link: until then no root looks for one.
static LINKED: AtomicBool = AtomicBool::new(false);

/// The span that roots in `context` link to.
#[inline]
pub(crate) fn spawner(context: &Context) -> Option<&SpanContext> {
    if LINKED.load(Ordering::Relaxed) {
        context.get::<Spawner>().map(|Spawner(span)| span)
    } else {
        None
    }
}
