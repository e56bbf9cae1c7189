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
            Self::Unpolled(site) => match begin_plain(site) {
                Some(record) => open(record, None),
                None => Guard::OFF,
            },
            Self::Prepared(mut record) => {
                record.header.start = record.header.core.clock.raw();
                let parent = record.context.take();
                open(record, parent.as_ref())
            }
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
    let begun = begin_with(site, setup, attributes);
    Prepared(begun.map_or(Stage::Closed, |(mut record, parent)| {
        record.context = Some(parent.unwrap_or_else(Context::current));
        Stage::Prepared(record)
    }))
}

/// Makes the span current for the first time; its Context is kept for the polls to come.
pub(super) fn open(mut record: Box<Record>, parent: Option<&Context>) -> Guard {
    let context = enter_context(&mut record, parent);
    record.context = Some(context);
    Guard::resume(Active::new(record))
}

/// Ends the span of what was dropped before it was done. What that holds is dropped before, within the
/// span: open spans in it end before it does, and what destructors start is its child.
#[cold]
pub(super) fn cancel_after(active: Active, drop_inner: impl FnOnce()) {
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

// What a future shares through its span is guarded by atomics and locks that a panic cannot leave
// half-done, so a traced future is as safe to catch as the bare one.
impl std::panic::UnwindSafe for Stage {}
impl std::panic::RefUnwindSafe for Stage {}
