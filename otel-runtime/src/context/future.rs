//! The span of an asynchronous function: current at every poll, ended when the future is.

use std::{
    future::Future,
    pin::Pin,
    task::{self, Poll},
};

use pin_project_lite::pin_project;

use super::{
    first_poll,
    stage::{Dropping, Prepared, Stage},
};
use crate::{callsite::CallSite, span::Active};

pin_project! {
    /// A traced future: starts its span at the first poll, has it current during every poll and
    /// takes down the outcome. Grows the future by three words at most.
    #[derive(Debug)]
    #[must_use = "futures do nothing unless polled"]
    #[doc(hidden)]
    pub struct Traced<F, O> {
        // `None` once dropped, which is before the span ends.
        #[pin]
        inner: Option<F>,
        outcome: Option<O>,
        stage: Stage,
    }

    impl<F, O> PinnedDrop for Traced<F, O> {
        fn drop(this: Pin<&mut Self>) {
            let mut this = this.project();
            if let Stage::Open(active) = this.stage.take() {
                let dropping = Dropping::begin(active);
                this.inner.set(None);
                dropping.end();
            }
        }
    }
}

/// Traces an async block for which nothing is to be evaluated.
#[inline]
pub fn future<F, O>(site: &'static CallSite, inner: F, outcome: O) -> Traced<F, O>
where
    F: Future,
    O: FnOnce(&F::Output, &mut Active),
{
    traced(Stage::Unpolled(site), inner, outcome)
}

/// Traces an async block that calls `first_poll` before anything else.
#[inline]
pub fn future_with<F, O>(site: &'static CallSite, inner: F, outcome: O) -> Traced<F, O>
where
    F: Future,
    O: FnOnce(&F::Output, &mut Active),
{
    traced(Stage::SelfStarting(site), inner, outcome)
}

#[inline]
fn traced<F, O>(stage: Stage, inner: F, outcome: O) -> Traced<F, O> {
    Traced {
        inner: Some(inner),
        outcome: Some(outcome),
        stage,
    }
}

/// Traces the future that a prepared call returned.
#[inline]
pub fn prepared_future<T, F, O>(prepared: Prepared, inner: F, outcome: O) -> Traced<F, O>
where
    F: Future<Output = T>,
    O: FnOnce(&T, &mut Active),
{
    traced(prepared.0, inner, outcome)
}

impl<F, O> Future for Traced<F, O>
where
    F: Future,
    O: FnOnce(&F::Output, &mut Active),
{
    type Output = F::Output;

    #[inline]
    fn poll(self: Pin<&mut Self>, cx: &mut task::Context<'_>) -> Poll<F::Output> {
        let this = self.project();
        let Some(inner) = this.inner.as_pin_mut() else {
            return Poll::Pending;
        };
        let (polled, mut guard) = match this.stage.take() {
            Stage::SelfStarting(site) if !site.is_off() => {
                let pad = first_poll::arm(site);
                let polled = inner.poll(cx);
                (polled, pad.take())
            }
            stage => {
                let guard = stage.enter();
                (inner.poll(cx), guard)
            }
        };
        match &polled {
            Poll::Ready(output) => {
                if let Some(outcome) = this.outcome.take() {
                    guard.settle(|active| outcome(output, active));
                }
            }
            Poll::Pending => this.stage.suspend(guard),
        }
        polled
    }
}
