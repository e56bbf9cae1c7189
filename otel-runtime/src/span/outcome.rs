//! Errors: status, `error.type` and one `exception` event.

use std::{
    any::type_name,
    backtrace::Backtrace,
    error::Error,
    fmt::{self, Debug, Display},
    panic::{AssertUnwindSafe, catch_unwind},
    sync::LazyLock,
};

use super::{Active, PanicNote, active::format_safely, once};
use crate::record::{
    Failed, Key, Marks,
    proto::tag,
    write::{self, EventTime},
};

const ERROR_TYPE: Key<'static> = Key::encoded(b"\x0a\x0aerror.type");
const EXCEPTION_TYPE: Key<'static> = Key::encoded(b"\x0a\x0eexception.type");
const EXCEPTION_MESSAGE: Key<'static> = Key::encoded(b"\x0a\x11exception.message");
const EXCEPTION_STACKTRACE: Key<'static> = Key::encoded(b"\x0a\x14exception.stacktrace");

/// The memory of a longer error message, in bytes, is given back.
const LONGEST_KEPT: usize = 4096;

impl Active {
    /// Takes down an error: its type, its message (with the sources, where it has some).
    #[cold]
    pub(crate) fn fail(
        &mut self,
        error_type: &str,
        message: Option<fmt::Arguments<'_>>,
        source: Option<&(dyn Error + 'static)>,
    ) {
        let mut text = std::mem::take(&mut self.record.text);
        if let Some(message) = message {
            format_safely(&mut text, message);
        }
        let own = once::hash(said(error_type, &text));
        let mut is_known = self.record.child_failed_with(own);
        if source.is_some() {
            chain(&mut text, source, |cause| {
                is_known |= self.record.child_failed_with(once::hash(cause));
            });
        }
        self.record
            .tell_parent(own, source.map(|_| once::hash(&text)));
        self.hide_secrets(&mut text);
        self.fail_with(error_type, &text, is_known);
        if text.capacity() <= LONGEST_KEPT {
            text.clear();
            self.record.text = text;
        }
    }

    /// Notes of which type the failure is, or that it was an expected one.
    pub(super) fn error_type(&mut self, error_type: &str, failed: Failed) {
        match std::mem::replace(&mut self.record.failed, failed) {
            // `err(type = ..)` has said it.
            Failed::Typed => return,
            Failed::No => {}
            // An earlier item of a stream.
            Failed::Expected | Failed::Yes => self.record.written_late(false),
        }
        let body = &mut self.record.body;
        write::attribute(body, tag::ATTRIBUTE, ERROR_TYPE, error_type);
    }

    fn fail_with(&mut self, error_type: &str, message: &str, is_known: bool) {
        self.error_type(error_type, Failed::Yes);
        if !is_known {
            let mut stacktrace = backtrace();
            if let Some(stacktrace) = &mut stacktrace {
                self.record.secrets.scrub(stacktrace);
            }
            self.exception(error_type, message, stacktrace.as_deref());
        }
        write::status_error(&mut self.record.body, said(error_type, message));
    }

    /// Takes down a panic; the event only where it was not recorded yet.
    #[cold]
    pub(super) fn record_panic(&mut self, note: Option<&PanicNote>) {
        const PANIC: &str = "panic";
        self.record.failed = Failed::Yes;
        write::attribute(&mut self.record.body, tag::ATTRIBUTE, ERROR_TYPE, PANIC);
        self.record.written_late(false);
        let mut message = note.map(PanicNote::to_string).unwrap_or_default();
        self.record.secrets.scrub(&mut message);
        if !note.is_some_and(PanicNote::is_recorded) {
            self.exception(PANIC, &message, None);
        }
        let description = if message.is_empty() {
            PANIC.to_owned()
        } else {
            format!("panicked: {message}")
        };
        write::status_error(&mut self.record.body, &description);
    }

    /// Masks what is secret in the text of this span's error, and sees to it that it stays so in
    /// the spans above.
    fn hide_secrets(&mut self, text: &mut String) {
        self.record.share_secrets();
        if !self.record.secrets.is_empty() {
            self.record.pass_on_secrets();
            self.record.secrets.scrub(text);
        }
    }

    fn exception(&mut self, error_type: &str, message: &str, stacktrace: Option<&str>) {
        let time = EventTime::Ticks(self.record.outcome_ticks());
        self.record.header.marks.set(Marks::TICKS);
        write::event(&mut self.record.body, "exception", time, |body| {
            write::attribute(body, tag::EVENT_ATTRIBUTE, EXCEPTION_TYPE, error_type);
            if !message.is_empty() {
                write::attribute(body, tag::EVENT_ATTRIBUTE, EXCEPTION_MESSAGE, message);
            }
            if let Some(stacktrace) = stacktrace {
                write::attribute(body, tag::EVENT_ATTRIBUTE, EXCEPTION_STACKTRACE, stacktrace);
            }
        });
    }
}

/// The stack, where the program asked libraries for backtraces by `RUST_LIB_BACKTRACE`.
/// `RUST_BACKTRACE` alone does not: it is often set for panics, and finding the names of a stack
/// costs each failing call from 0.3 ms to, the first time, a few hundred.
fn backtrace() -> Option<String> {
    static WANTED: LazyLock<bool> =
        LazyLock::new(|| std::env::var_os("RUST_LIB_BACKTRACE").is_some_and(|value| value != "0"));
    WANTED.then(|| Backtrace::force_capture().to_string())
}

/// An error's source; none where asking for it panics.
pub(super) fn source_of<E: Error + ?Sized>(error: &E) -> Option<&(dyn Error + 'static)> {
    catch_unwind(AssertUnwindSafe(|| error.source())).unwrap_or_default()
}

/// What is said of an error: its message, else its type.
fn said<'a>(error_type: &'a str, message: &'a str) -> &'a str {
    if message.is_empty() {
        error_type
    } else {
        message
    }
}

/// Adds each source behind a colon, unless the text says it already; shows each to `look`.
fn chain(text: &mut String, source: Option<&(dyn Error + 'static)>, mut look: impl FnMut(&str)) {
    const LONGEST_CHAIN: usize = 32;
    let mut next = source;
    for _ in 0..LONGEST_CHAIN {
        let Some(error) = next else {
            return;
        };
        let mut cause = String::new();
        format_safely(&mut cause, format_args!("{error}"));
        if !cause.is_empty() {
            look(&cause);
        }
        if !text.contains(&cause) {
            text.push_str(": ");
            text.push_str(&cause);
        }
        next = source_of(error);
    }
}

/// `err(display)`.
#[cold]
pub fn fail_display<E: Display + ?Sized>(error: &E, span: &mut Active) {
    span.fail(type_name::<E>(), Some(format_args!("{error}")), None);
}

/// `err(debug)`.
#[cold]
pub fn fail_debug<E: Debug + ?Sized>(error: &E, span: &mut Active) {
    span.fail(type_name::<E>(), Some(format_args!("{error:?}")), None);
}
