//! The span of a synchronous function.

use opentelemetry::{Context, ContextGuard};

use super::{Active, Attributes, Begun, Start, begin, begin_with, end, enter_context, take_down};
use crate::{
    buffer::{make_current, recycle},
    callsite::CallSite,
    record::{Record, State},
};

/// Keeps a span open and current; ends it when dropped.
#[derive(Debug)]
#[must_use = "the span ends when its guard is dropped"]
#[doc(hidden)]
pub struct Guard {
    active: Option<Active>,
    /// Present also where the decision was not to sample, which callees and headers must see.
    context: Option<ContextGuard>,
}

impl Guard {
    pub(crate) const OFF: Self = Self {
        active: None,
        context: None,
    };

    /// Makes the span of a future current for one poll.
    #[inline]
    pub(crate) fn resume(mut active: Active) -> Self {
        let context = active.record.context.clone().map(Context::attach);
        active.record.previous = make_current(active.record.as_current());
        Self {
            active: Some(active),
            context,
        }
    }

    /// Takes the span of a future out of the call path until its next poll.
    #[inline]
    pub(crate) fn suspend(mut self) -> Option<Active> {
        drop(self.context.take());
        let active = self.active.take()?;
        make_current(active.previous());
        Some(active)
    }

    /// Keeps the Context current that carries the decision not to sample.
    pub(crate) fn unsampled(context: ContextGuard) -> Self {
        Self {
            active: None,
            context: Some(context),
        }
    }

    /// Takes down the outcome, if there is a span for it.
    #[inline]
    pub(crate) fn settle(&mut self, outcome: impl FnOnce(&mut Active)) {
        if let Some(active) = &mut self.active {
            active.settle(outcome);
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
    take_down(&mut record, None, |_| {});
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
        Begun::Span(record, parent) => enter(record, parent.as_ref()),
        Begun::Under(parent) => Guard::unsampled(parent.attach()),
        Begun::Nothing => Guard::OFF,
    }
}

/// Makes the span current on this thread.
#[inline]
fn enter(mut record: Box<Record>, parent: Option<&Context>) -> Guard {
    let context = enter_context(&mut record, parent).attach();
    if record.state == State::Unsampled {
        recycle(record);
        return Guard::unsampled(context);
    }
    record.previous = make_current(record.as_current());
    Guard {
        active: Some(Active::new(record)),
        context: Some(context),
    }
}

/// Runs a function's body in its span and takes down the outcome.
#[inline]
pub fn call<R, F, O>(mut span: Guard, body: F, outcome: O) -> R
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
        if self.active.is_some() {
            self.leave();
        }
    }
}

impl Guard {
    #[inline(never)]
    fn leave(&mut self) {
        if let Some(active) = self.active.take() {
            end(active, || drop(self.context.take()));
        }
    }
}
