//! The span of an asynchronous function: current at every poll, ended when the future is.

use std::{
    future::Future,
    pin::Pin,
    task::{self, Poll},
};

use opentelemetry::Context;
use pin_project_lite::pin_project;

use super::first_poll;
use crate::{
    buffer::is_ending,
    callsite::CallSite,
    record::Record,
    span::{Active, Attributes, Guard, Start, begin_plain, begin_with, cancel, enter_context},
};

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
                cancel_after(active, || this.inner.set(None));
            }
        }
    }
}

/// Where a traced future stands.
#[derive(Debug)]
enum Stage {
    /// Not yet polled.
    Unpolled(&'static CallSite),
    /// Not yet polled; starts its span itself, by `first_poll`, where its arguments are at hand.
    SelfStarting(&'static CallSite),
    /// Not yet polled; what there is to evaluate was evaluated at the call.
    Prepared(Box<Record>),
    Open(Active),
    /// Nothing to trace, or all done.
    Closed,
}

impl Stage {
    #[inline]
    fn take(&mut self) -> Self {
        std::mem::replace(self, Self::Closed)
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

/// What a function that returns a future evaluated at its call.
#[derive(Debug, Default)]
#[doc(hidden)]
pub struct Prepared(Option<Box<Record>>);

impl Prepared {
    /// Starts the span now and makes it current on this thread.
    pub(super) fn enter(self) -> Guard {
        self.0.map_or(Guard::OFF, start_prepared)
    }
}

fn start_prepared(mut record: Box<Record>) -> Guard {
    record.header.start = record.header.core.clock.raw();
    let parent = record.context.take();
    open(record, parent.as_ref())
}

/// Takes note of a call that will return a future: parent and attributes are those of the call.
#[inline]
pub fn prepare_with(
    site: &'static CallSite,
    setup: impl FnOnce(&mut Start),
    attributes: impl FnOnce(&mut Attributes<'_>),
) -> Prepared {
    if site.is_off() {
        return Prepared(None);
    }
    Prepared(
        begin_with(site, setup, attributes).map(|(mut record, parent)| {
            record.context = Some(parent.unwrap_or_else(Context::current));
            record
        }),
    )
}

/// Traces the future that a prepared call returned.
#[inline]
pub fn prepared_future<F, O>(prepared: Prepared, inner: F, outcome: O) -> Traced<F, O>
where
    F: Future,
    O: FnOnce(&F::Output, &mut Active),
{
    traced(
        prepared.0.map_or(Stage::Closed, Stage::Prepared),
        inner,
        outcome,
    )
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
        let guard = match this.stage.take() {
            Stage::Closed => Guard::OFF,
            Stage::Unpolled(site) | Stage::SelfStarting(site) if site.is_off() => Guard::OFF,
            Stage::SelfStarting(site) => {
                let pad = first_poll::arm(site);
                let polled = inner.poll(cx);
                return settle(polled, pad.take(), this.outcome, this.stage);
            }
            Stage::Unpolled(site) => match begin_plain(site) {
                Some(record) => open(record, None),
                None => Guard::OFF,
            },
            Stage::Prepared(record) => start_prepared(record),
            Stage::Open(active) => Guard::resume(active),
        };
        let polled = inner.poll(cx);
        settle(polled, guard, this.outcome, this.stage)
    }
}

/// Makes the span current for the first time; its Context is kept for the polls to come.
pub(super) fn open(mut record: Box<Record>, parent: Option<&Context>) -> Guard {
    let context = enter_context(&mut record, parent);
    record.context = Some(context);
    Guard::resume(Active::new(record))
}

/// Ends the span of a future that was not done. What the future holds is dropped before, within the
/// span: open spans in it end before it does, and what destructors start is its child.
#[cold]
fn cancel_after(active: Active, drop_inner: impl FnOnce()) {
    if is_ending() {
        // No Context can be made current any more.
        drop_inner();
        return cancel(active);
    }
    let guard = Guard::resume(active);
    drop_inner();
    if let Some(active) = guard.suspend() {
        cancel(active);
    }
}

/// What follows a poll: the span waits for the next one, or takes down the outcome and ends.
#[inline(always)]
fn settle<T, O>(
    polled: Poll<T>,
    mut guard: Guard,
    outcome: &mut Option<O>,
    stage: &mut Stage,
) -> Poll<T>
where
    O: FnOnce(&T, &mut Active),
{
    match &polled {
        Poll::Ready(output) => {
            if let Some(outcome) = outcome.take() {
                guard.settle(|active| outcome(output, active));
            }
        }
        Poll::Pending => {
            if let Some(active) = guard.suspend() {
                *stage = Stage::Open(active);
            }
        }
    }
    polled
}

// What a future shares through its span is guarded by atomics and locks that a panic cannot leave
// half-done, so a traced future is as safe to catch as the bare one.
impl std::panic::UnwindSafe for Stage {}
impl std::panic::RefUnwindSafe for Stage {}
