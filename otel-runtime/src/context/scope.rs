//! Scopes: a telemetry for one call path, in place of the global one.

use std::{
    future::Future,
    pin::Pin,
    sync::{Once, atomic::Ordering},
    task::{self, Poll},
};

use opentelemetry::{Context, global};
use pin_project_lite::pin_project;

use crate::buffer::is_ending;
use crate::provider::{Core, RoutingProvider, SCOPES, Scoped};

/// What [`Telemetry::scope`](crate::Telemetry::scope) takes: a closure, or a future.
pub trait InScope<M>: Sized {
    /// What the closure returns, or the future in its scope.
    type Output;

    /// Runs the closure, or wraps the future, so that `context` is current in it.
    #[doc(hidden)]
    fn in_scope(self, context: Context) -> Self::Output;
}

/// Marks closures.
#[derive(Debug)]
pub struct Closure;

/// Marks futures.
#[derive(Debug)]
pub struct Async;

impl<F: FnOnce() -> R, R> InScope<Closure> for F {
    type Output = R;

    fn in_scope(self, context: Context) -> R {
        let _current = context.attach();
        self()
    }
}

impl<F: Future> InScope<Async> for F {
    type Output = ScopedFuture<F>;

    fn in_scope(self, context: Context) -> ScopedFuture<F> {
        ScopedFuture {
            inner: Some(self),
            context,
        }
    }
}

pin_project! {
    /// A future in the scope of a telemetry, at every poll and when it is dropped.
    #[derive(Debug)]
    #[must_use = "futures do nothing unless polled"]
    pub struct ScopedFuture<F> {
        // `None` once dropped, which is within the scope.
        #[pin]
        inner: Option<F>,
        context: Context,
    }

    impl<F> PinnedDrop for ScopedFuture<F> {
        fn drop(this: Pin<&mut Self>) {
            let mut this = this.project();
            if this.inner.is_some() {
                // A thread that is ending can make no Context current any more.
                let _current = (!is_ending()).then(|| this.context.clone().attach());
                this.inner.set(None);
            }
        }
    }
}

impl<F: Future> Future for ScopedFuture<F> {
    type Output = F::Output;

    fn poll(self: Pin<&mut Self>, cx: &mut task::Context<'_>) -> Poll<F::Output> {
        let mut this = self.project();
        let Some(inner) = this.inner.as_mut().as_pin_mut() else {
            return Poll::Pending;
        };
        let _current = this.context.clone().attach();
        let polled = inner.poll(cx);
        if polled.is_ready() {
            this.inner.set(None);
        }
        polled
    }
}

/// The current Context with `core` in charge.
pub(crate) fn scoped(core: &'static Core) -> Context {
    static ROUTING: Once = Once::new();
    ROUTING.call_once(|| {
        SCOPES.store(true, Ordering::Relaxed);
        // Spans that libraries start through the global provider are in the scope too.
        let routing = RoutingProvider::in_front_of(global::tracer_provider());
        global::set_tracer_provider(routing);
    });
    Context::current_with_value(Scoped(core))
}

/// Enters the scope of `core` on this thread for as long as the thread lives.
pub(crate) fn enter_thread(core: &'static Core) {
    // Never detached: the thread's Context stack goes with the thread.
    std::mem::forget(scoped(core).attach());
}
