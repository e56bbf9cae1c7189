//! `current` on a function that returns a future: tells the span that is current at its first poll.

use std::{
    future::Future,
    pin::Pin,
    task::{self, Poll},
};

use pin_project_lite::pin_project;

use super::first_poll;
use crate::{
    callsite::CallSite,
    span::{Active, Annotation},
};

pin_project! {
    /// An annotating future: no span of its own, and the Context stays as it is.
    #[derive(Debug)]
    #[must_use = "futures do nothing unless polled"]
    #[doc(hidden)]
    pub struct Annotated<F, O> {
        #[pin]
        inner: F,
        outcome: Option<O>,
        stage: Stage,
    }
}

#[derive(Debug)]
enum Stage {
    /// Not yet polled.
    Unpolled(&'static CallSite),
    /// Not yet polled; says by `first_poll` what there is to say of its arguments.
    SelfStarting(&'static CallSite),
    /// Waits for the outcome.
    Open(Annotation),
}

/// Annotates with the outcome of an async block.
#[inline]
pub fn future<F, O>(site: &'static CallSite, inner: F, outcome: O) -> Annotated<F, O>
where
    F: Future,
    O: FnOnce(&F::Output, &mut Active),
{
    annotated(Stage::Unpolled(site), inner, outcome)
}

/// The same for an async block that calls `first_poll` before anything else.
#[inline]
pub fn future_with<F, O>(site: &'static CallSite, inner: F, outcome: O) -> Annotated<F, O>
where
    F: Future,
    O: FnOnce(&F::Output, &mut Active),
{
    annotated(Stage::SelfStarting(site), inner, outcome)
}

/// The same for a future whose function has written the attributes at its call.
#[inline]
pub fn prepared_future<T, F, O>(annotation: Annotation, inner: F, outcome: O) -> Annotated<F, O>
where
    F: Future<Output = T>,
    O: FnOnce(&T, &mut Active),
{
    annotated(Stage::Open(annotation), inner, outcome)
}

#[inline]
fn annotated<F, O>(stage: Stage, inner: F, outcome: O) -> Annotated<F, O> {
    Annotated {
        inner,
        outcome: Some(outcome),
        stage,
    }
}

impl<F, O> Future for Annotated<F, O>
where
    F: Future,
    O: FnOnce(&F::Output, &mut Active),
{
    type Output = F::Output;

    fn poll(self: Pin<&mut Self>, cx: &mut task::Context<'_>) -> Poll<F::Output> {
        let this = self.project();
        let polled = match this.stage {
            Stage::SelfStarting(site) if !site.is_off() => {
                let pad = first_poll::arm(site);
                let polled = this.inner.poll(cx);
                *this.stage = Stage::Open(pad.take_annotation());
                polled
            }
            Stage::Unpolled(site) | Stage::SelfStarting(site) => {
                *this.stage = Stage::Open(Annotation::start(site));
                this.inner.poll(cx)
            }
            Stage::Open(_) => this.inner.poll(cx),
        };
        if let (Poll::Ready(output), Stage::Open(annotation)) = (&polled, this.stage)
            && let Some(outcome) = this.outcome.take()
        {
            annotation.settle(|active| outcome(output, active));
        }
        polled
    }
}

// As for a traced future: what it shares with others is guarded by atomics and locks.
impl std::panic::UnwindSafe for Stage {}
impl std::panic::RefUnwindSafe for Stage {}
