//! A span that records, from its start to its end.

use std::fmt;

use crate::{
    buffer::{CurrentSpan, submit},
    record::{Record, State, write},
};

use super::{adopted, panic::record_panic};

/// A recording span, as its owner has it.
#[derive(Debug)]
#[doc(hidden)]
pub struct Active {
    pub(super) record: Box<Record>,
    /// Whether the thread was unwinding already when the span started: then it is not this
    /// span's panic.
    began_in_panic: bool,
    pub(super) failed: bool,
}

impl Active {
    #[inline]
    pub(crate) fn new(record: Box<Record>) -> Self {
        Self {
            record,
            began_in_panic: std::thread::panicking(),
            failed: false,
        }
    }

    #[inline]
    pub(super) fn previous(&self) -> CurrentSpan {
        self.record.previous
    }

    /// Takes down an outcome: what others wrote comes before it.
    #[inline]
    pub(crate) fn settle(&mut self, outcome: impl FnOnce(&mut Self)) {
        self.take_over();
        outcome(self);
        if self.record.header.site.sets_ok() && !self.failed {
            write::status_ok(&mut self.record.body);
        }
    }

    #[inline]
    fn take_over(&mut self) {
        if let Some(slot) = self.record.slot {
            slot.take_over(&mut self.record);
        }
    }

    /// Takes down that the future was dropped before it was done.
    #[cold]
    pub(crate) fn cancel(&mut self) {
        self.take_over();
        let key = crate::record::Key::encoded(b"\x0a\x07outcome");
        let attribute = crate::record::proto::tag::ATTRIBUTE;
        write::attribute(&mut self.record.body, attribute, key, "cancelled");
        self.record.written_late(false);
    }

    /// Takes down a panic that is passing through.
    #[cold]
    pub(crate) fn panicked(&mut self) {
        self.take_over();
        if !self.record.header.site.ignores_panics() {
            record_panic(self);
        }
    }
}

/// Ends a span that was current on this call path; `leave` detaches its Context.
#[inline]
pub(crate) fn end(mut active: Active, leave: impl FnOnce()) {
    if std::thread::panicking() && !active.began_in_panic {
        active.panicked();
    }
    finish(active.record, leave);
}

/// Ends the span of a future that was dropped: a panic that drops it passes through others.
pub(crate) fn end_cancelled(active: Active) {
    finish(active.record, || {});
}

#[inline]
fn finish(mut record: Box<Record>, leave: impl FnOnce()) {
    if let Some(slot) = record.slot {
        slot.close();
        slot.take_over(&mut record);
    }
    record.end_now();
    leave();
    match record.state {
        State::Adopted { known } => adopted::end(record, known),
        _ => {
            // Not dropped while the record is put away: what dies with a Context may be the user's.
            let _context = record.context.take();
            submit(record);
        }
    }
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
