//! A span that records, from its start to its end.

use std::fmt;

use crate::{
    buffer::{current_span, make_current, recycle, submit},
    record::{AttributeValue, Failed, Key, Record, State, proto::tag, write},
};

use super::{adopted, panic::record_panic};

const OUTCOME: Key<'static> = Key::encoded(b"\x0a\x07outcome");

/// A recording span, as its owner has it.
#[derive(Debug)]
#[doc(hidden)]
pub struct Active {
    pub(super) record: Box<Record>,
}

impl Active {
    #[inline]
    pub(crate) fn new(mut record: Box<Record>) -> Self {
        record.began_in_panic = std::thread::panicking();
        Self { record }
    }

    /// Notes that the span is the call path's current one. An unsampled one is not: it is nobody's
    /// local root.
    #[inline]
    pub(super) fn enter(&mut self) {
        if self.record.state != State::Unsampled {
            self.record.previous = make_current(self.record.as_current());
        }
    }

    /// Notes that the span before this one is current again.
    #[inline]
    pub(super) fn leave(&self) {
        if self.record.state != State::Unsampled {
            make_current(self.record.previous);
        }
    }

    /// Takes down an outcome: what others wrote comes before it.
    #[inline]
    pub(crate) fn settle(&mut self, outcome: impl FnOnce(&mut Self)) {
        if self.record.state != State::Unsampled {
            self.begin_outcome();
            outcome(self);
            if self.record.header.site.sets_ok() {
                self.succeed();
            }
        }
    }

    /// Ends the span's time, since what the outcome takes is not the function's.
    #[inline(never)]
    fn begin_outcome(&mut self) {
        self.record.end_now();
        self.take_over();
    }

    /// Takes down a success, if it is one.
    #[cold]
    fn succeed(&mut self) {
        if self.record.failed == Failed::No {
            write::status_ok(&mut self.record.body);
        }
    }

    /// Takes down something that happened while the span goes on.
    #[inline]
    pub(crate) fn note(&mut self, what: impl FnOnce(&mut Self)) {
        if self.record.state != State::Unsampled {
            self.take_over();
            what(self);
        }
    }

    /// Whether an error was taken down.
    #[inline]
    pub(crate) fn has_failed(&self) -> bool {
        self.record.failed == Failed::Yes
    }

    /// Records an attribute in the place of one that may be there.
    pub(crate) fn set(&mut self, key: Key<'_>, value: &(impl AttributeValue + ?Sized)) {
        write::attribute(&mut self.record.body, tag::ATTRIBUTE, key, value);
        self.record.written_late(false);
    }

    #[inline]
    fn take_over(&mut self) {
        if let Some(slot) = self.record.slot {
            slot.take_over(&mut self.record);
        }
    }

    /// Takes down that the future was dropped before it was done.
    #[cold]
    fn cancel(&mut self) {
        self.take_over();
        self.set(OUTCOME, "cancelled");
    }

    /// Takes down a panic that is passing through.
    #[cold]
    pub(crate) fn panicked(&mut self) {
        self.take_over();
        self.record.pass_on_secrets();
        if !self.record.header.site.ignores_panics() {
            record_panic(self);
        }
    }
}

/// Ends a span that was current on this call path; `detach` lets go of its Context.
#[inline]
pub(crate) fn end(mut active: Active, detach: impl FnOnce()) {
    if active.record.state == State::Unsampled {
        detach();
        recycle(active.record);
        return;
    }
    if std::thread::panicking() && !active.record.began_in_panic {
        active.record.end_now();
        active.panicked();
    }
    finish(active, detach);
}

#[inline]
fn finish(mut active: Active, detach: impl FnOnce()) {
    if let Some(slot) = active.record.slot {
        slot.close();
        slot.take_over(&mut active.record);
    }
    active.record.end_now();
    detach();
    active.leave();
    match active.record.state {
        State::Adopted { known } => adopted::end(active.record, known),
        _ => {
            // Not dropped while the record is put away: what dies with a Context may be the user's.
            let _context = active.record.context.take();
            submit(active.record);
        }
    }
}

/// Ends a span whose future was dropped before it was done. A panic that drops it is another's.
#[cold]
pub(crate) fn cancel(mut active: Active) {
    if active.record.state == State::Unsampled {
        recycle(active.record);
        return;
    }
    // It is not current: nothing is to be made current again.
    active.record.previous = current_span();
    // A stream is dropped because of the error that it gave.
    if !active.has_failed() {
        active.cancel();
    }
    finish(active, || {});
}

/// What stands in place of a text whose `Display` or `Debug` panicked.
pub(super) const FORMATTING_PANICKED: &str = "(formatting this value panicked)";

/// Formats, whatever a `Display` of the user's does: a panic in it must not become the function's.
pub(super) fn format_safely(text: &mut String, value: fmt::Arguments<'_>) {
    let before = text.len();
    if !try_format(text, value) {
        text.truncate(before);
        text.push_str(FORMATTING_PANICKED);
    }
}

/// Formats; `false` when that panics. What a failing `Display` wrote before it failed stays.
pub(super) fn try_format(out: &mut impl fmt::Write, value: fmt::Arguments<'_>) -> bool {
    let attempt = std::panic::AssertUnwindSafe(|| {
        let _ = out.write_fmt(value);
    });
    std::panic::catch_unwind(attempt).is_ok()
}
