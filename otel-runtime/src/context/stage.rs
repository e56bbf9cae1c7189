//! Where the span of a future or a stream stands between polls.

use opentelemetry::Context;

use crate::{
    buffer::is_ending,
    callsite::CallSite,
    record::Record,
    span::{Active, Attributes, Guard, Start, begin_plain, begin_with, cancel, enter_context},
};

/// The stages of a span that is current only while something is polled.
#[derive(Debug)]
pub(super) enum Stage {
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
    pub(super) fn take(&mut self) -> Self {
        std::mem::replace(self, Self::Closed)
    }

    /// The span, current for one poll; the first poll starts it.
    #[inline(always)]
    pub(super) fn enter(self) -> Guard {
        match self {
            // Who starts its span itself was asked before.
            Self::Closed | Self::SelfStarting(_) => Guard::OFF,
            Self::Unpolled(site) if site.is_off() => Guard::OFF,
            Self::Unpolled(site) => start_plain(site),
            Self::Prepared(record) => start_prepared(record),
            Self::Open(active) => Guard::resume(active),
        }
    }

    /// The span waits for the next poll.
    #[inline]
    pub(super) fn suspend(&mut self, guard: Guard) {
        if let Some(active) = guard.suspend() {
            *self = Self::Open(active);
        }
    }
}

#[inline(never)]
fn start_plain(site: &'static CallSite) -> Guard {
    begin_plain(site).map_or(Guard::OFF, open)
}

#[inline(never)]
fn start_prepared(mut record: Box<Record>) -> Guard {
    record.header.start = record.header.core.clock.raw();
    open(record)
}

/// What a function that returns a future or a stream knows of its span at the call.
#[derive(Debug)]
#[doc(hidden)]
pub struct Prepared(pub(super) Stage);

/// Takes note of a call for which nothing is to be evaluated.
#[inline]
pub fn prepare(site: &'static CallSite) -> Prepared {
    Prepared(Stage::Unpolled(site))
}

/// Takes note of a call: parent and attributes are those of the call.
#[inline]
pub fn prepare_with(
    site: &'static CallSite,
    setup: impl FnOnce(&mut Start),
    attributes: impl FnOnce(&mut Attributes<'_>),
) -> Prepared {
    if site.is_off() {
        return Prepared(Stage::Closed);
    }
    Prepared(begin_with(site, setup, attributes).map_or(Stage::Closed, kept))
}

/// Keeps a span's record until the first poll, under the parent of the call.
#[inline(never)]
fn kept(mut record: Box<Record>) -> Stage {
    record.parent.get_or_insert_with(Context::current);
    Stage::Prepared(record)
}

/// Makes the span current for the first time; its Context is kept for the polls to come.
pub(super) fn open(mut record: Box<Record>) -> Guard {
    let parent = record.parent.take();
    let context = enter_context(&mut record, parent.as_ref());
    record.context = Some(context);
    Guard::resume(Active::new(record))
}

/// The span of what is dropped before it is done. What that holds is dropped within the span: open
/// spans in it end before it does, and what destructors start is its child.
#[derive(Debug)]
pub(super) enum Dropping {
    Current(Guard),
    /// No Context can be made current any more.
    OnEndingThread(Active),
}

impl Dropping {
    #[cold]
    pub(super) fn begin(active: Active) -> Self {
        if is_ending() {
            Self::OnEndingThread(active)
        } else {
            Self::Current(Guard::resume(active))
        }
    }

    /// Ends the span.
    #[cold]
    pub(super) fn end(self) {
        let active = match self {
            Self::Current(guard) => guard.suspend(),
            Self::OnEndingThread(active) => Some(active),
        };
        if let Some(active) = active {
            cancel(active);
        }
    }
}

// What a future shares through its span is guarded by atomics and locks that a panic cannot leave
// half-done, so a traced future is as safe to catch as the bare one.
impl std::panic::UnwindSafe for Stage {}
impl std::panic::RefUnwindSafe for Stage {}
