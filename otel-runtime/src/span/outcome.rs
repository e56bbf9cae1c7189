//! Errors: status, `error.type` and one `exception` event.

use std::{
    any::type_name,
    error::Error,
    fmt::{self, Debug, Display},
};

use super::{Active, PanicNote, active::format_safely};
use crate::record::{
    Buffer, Key, Marks,
    proto::{push_message, tag},
    write::{self, EventTime},
};

const ERROR_TYPE: Key<'static> = Key::encoded(b"\x0a\x0aerror.type");
const EXCEPTION_TYPE: Key<'static> = Key::encoded(b"\x0a\x0eexception.type");
const EXCEPTION_MESSAGE: Key<'static> = Key::encoded(b"\x0a\x11exception.message");
const EXCEPTION_STACKTRACE: Key<'static> = Key::encoded(b"\x0a\x14exception.stacktrace");

impl Active {
    /// Takes down an error: its type, its message (with the sources, where it has some).
    #[cold]
    pub(crate) fn fail(
        &mut self,
        error_type: &str,
        message: Option<fmt::Arguments<'_>>,
        source: Option<&(dyn Error + 'static)>,
    ) {
        self.failed = true;
        let body = &mut self.record.body;
        write::attribute(body, tag::ATTRIBUTE, ERROR_TYPE, error_type);
        self.exception(error_type, message, source, backtrace().as_deref());
        write::status_error(&mut self.record.body, |body| match message {
            Some(message) => chain(body, message, source),
            None => body.extend(error_type.as_bytes()),
        });
    }

    /// Takes down a panic; the event only where it was not recorded yet.
    #[cold]
    pub(super) fn record_panic(&mut self, note: Option<&PanicNote>) {
        const PANIC: &str = "panic";
        self.failed = true;
        write::attribute(&mut self.record.body, tag::ATTRIBUTE, ERROR_TYPE, PANIC);
        let Some(note) = note else {
            self.exception(PANIC, None, None, None);
            write::status_error(&mut self.record.body, |body| body.extend(PANIC.as_bytes()));
            return;
        };
        if !note.is_recorded() {
            self.exception(PANIC, Some(format_args!("{note}")), None, None);
        }
        write::status_error(&mut self.record.body, |body| {
            write::text(body, format_args!("panicked: {note}"));
        });
    }

    fn exception(
        &mut self,
        error_type: &str,
        message: Option<fmt::Arguments<'_>>,
        source: Option<&(dyn Error + 'static)>,
        stacktrace: Option<&str>,
    ) {
        let time = EventTime::Ticks(self.record.header.core.clock.raw());
        self.record.header.marks.set(Marks::TICKS);
        write::event(&mut self.record.body, "exception", time, |body| {
            write::attribute(body, tag::EVENT_ATTRIBUTE, EXCEPTION_TYPE, error_type);
            if let Some(message) = message {
                push_text(body, EXCEPTION_MESSAGE, |body| chain(body, message, source));
            }
            if let Some(stacktrace) = stacktrace {
                write::attribute(body, tag::EVENT_ATTRIBUTE, EXCEPTION_STACKTRACE, stacktrace);
            }
        });
    }
}

/// The stack, where the program asked for backtraces (`RUST_LIB_BACKTRACE`, `RUST_BACKTRACE`).
fn backtrace() -> Option<String> {
    let trace = std::backtrace::Backtrace::capture();
    let captured = trace.status() == std::backtrace::BacktraceStatus::Captured;
    captured.then(|| trace.to_string())
}

fn push_text(body: &mut Buffer, key: Key<'_>, text: impl FnOnce(&mut Buffer)) {
    push_message(body, tag::EVENT_ATTRIBUTE, |body| {
        key.encode(body.claim(key.encoded_len()));
        push_message(body, tag::VALUE, |body| {
            push_message(body, tag::STRING, text)
        });
    });
}

/// The message, then each source behind a colon, unless the message says it already.
fn chain(body: &mut Buffer, message: fmt::Arguments<'_>, source: Option<&(dyn Error + 'static)>) {
    const LONGEST_CHAIN: usize = 32;
    let start = body.len();
    format_safely(body, message);
    let mut next = source;
    for _ in 0..LONGEST_CHAIN {
        let Some(error) = next else {
            break;
        };
        let mut text = Buffer::new();
        format_safely(&mut text, format_args!("{error}"));
        if !contains(&body.as_slice()[start..], text.as_slice()) {
            body.extend(b": ");
            body.extend(text.as_slice());
        }
        next = error.source();
    }
}

fn contains(text: &[u8], part: &[u8]) -> bool {
    part.is_empty() || text.windows(part.len()).any(|window| window == part)
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
