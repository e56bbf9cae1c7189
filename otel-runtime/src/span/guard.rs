//! The span of a synchronous function.

use std::mem::ManuallyDrop;

use opentelemetry::{Context, ContextGuard};

use super::{Active, Attributes, Start, begin, begin_with, end, enter_context, take_down};
use crate::{callsite::CallSite, record::Record};

/// Keeps a span open and current; ends it when dropped.
///
/// A pair of a pointer and a number, without drop glue of its own: it travels in registers, and
/// while nothing traces, all that is left of it is a test of the pointer.
#[derive(Debug)]
#[must_use = "the span ends when its guard is dropped"]
#[doc(hidden)]
pub struct Guard(Option<ManuallyDrop<Current>>);

/// A span and the Context in which it is current.
#[derive(Debug)]
struct Current {
    active: Active,
    context: ContextGuard,
}

impl Guard {
    pub(crate) const OFF: Self = Self(None);

    /// Makes a span current on this thread, in the Context that it was given.
    #[inline]
    fn enter(mut active: Active, context: Context) -> Self {
        let context = context.attach();
        active.enter();
        Self(Some(ManuallyDrop::new(Current { active, context })))
    }

    /// Makes the span of a future current for one poll.
    #[inline]
    pub(crate) fn resume(active: Active) -> Self {
        let context = active.record.context.clone().unwrap_or_default();
        Self::enter(active, context)
    }

    /// Takes the span of a future out of the call path until its next poll.
    #[inline]
    pub(crate) fn suspend(mut self) -> Option<Active> {
        let Current { active, context } = ManuallyDrop::into_inner(self.0.take()?);
        drop(context);
        active.leave();
        Some(active)
    }

    /// Takes down something that happened while the span goes on, if there is a span for it.
    #[inline]
    pub(crate) fn note(&mut self, what: impl FnOnce(&mut Active)) {
        if let Some(current) = &mut self.0 {
            current.active.note(what);
        }
    }

    /// Takes down the outcome, if there is a span for it.
    #[inline]
    pub(crate) fn settle(&mut self, outcome: impl FnOnce(&mut Active)) {
        if let Some(current) = &mut self.0 {
            current.active.settle(outcome);
        }
    }
}

/// Starts a span for which nothing is to be evaluated.
#[inline]
pub fn start(site: &'static CallSite) -> Guard {
    if site.is_off() {
        return Guard::OFF;
    }
    start_plain(site)
}

#[inline(never)]
fn start_plain(site: &'static CallSite) -> Guard {
    match begin_plain(site) {
        Some(record) => enter(record, None),
        None => Guard::OFF,
    }
}

/// Starts a record for which nothing is to be evaluated.
#[inline]
pub(crate) fn begin_plain(site: &'static CallSite) -> Option<Box<Record>> {
    if !site.is_on() {
        return None;
    }
    let mut record = begin(site, None, None)?;
    take_down(&mut record, |_| {});
    Some(record)
}

/// Starts a span with what `setup` says, then writes the `attributes` if it records.
#[inline]
pub fn start_with(
    site: &'static CallSite,
    setup: impl FnOnce(&mut Start),
    attributes: impl FnOnce(&mut Attributes<'_>),
) -> Guard {
    if site.is_off() {
        return Guard::OFF;
    }
    match begin_with(site, setup, attributes) {
        Some(record) => enter_begun(record),
        None => Guard::OFF,
    }
}

/// Makes a span current that `begin_with` has begun.
#[inline(never)]
fn enter_begun(mut record: Box<Record>) -> Guard {
    let parent = record.parent.take();
    enter(record, parent.as_ref())
}

/// Makes a new span current on this thread.
#[inline(always)]
fn enter(mut record: Box<Record>, parent: Option<&Context>) -> Guard {
    let context = enter_context(&mut record, parent);
    Guard::enter(Active::new(record), context)
}

/// Runs a function's body in its span and takes down the outcome.
///
/// The body without a span is a way of its own, so that it carries nothing of the guard: a small
/// body is inlined twice, a large one is one function that both ways call.
#[inline]
pub fn call<R, F, O>(span: Guard, body: F, outcome: O) -> R
where
    F: FnOnce() -> R,
    O: FnOnce(&R, &mut Active),
{
    if span.0.is_none() {
        return body();
    }
    call_current(span, body, outcome)
}

#[inline(never)]
fn call_current<R, F, O>(mut span: Guard, body: F, outcome: O) -> R
where
    F: FnOnce() -> R,
    O: FnOnce(&R, &mut Active),
{
    let result = body();
    span.settle(|active| outcome(&result, active));
    result
}

impl Drop for Guard {
    #[inline]
    fn drop(&mut self) {
        if let Some(current) = self.0.take() {
            leave(current);
        }
    }
}

#[inline(never)]
fn leave(current: ManuallyDrop<Current>) {
    let Current { active, context } = ManuallyDrop::into_inner(current);
    end(active, || drop(context));
}
