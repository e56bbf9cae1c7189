//! Panics: a hook takes note of message and place, the span that unwinds first records them.

use std::{cell::RefCell, sync::Once};

use super::Active;
use crate::{clock::clock, process::ends_with_a_panic};

/// What the hook saw of the thread's latest panic.
#[derive(Clone, Debug)]
pub(crate) struct PanicNote {
    message: String,
    location: String,
    /// When, in ticks of the clock.
    at: u64,
    recorded: bool,
}

thread_local! {
    static LATEST: RefCell<Option<PanicNote>> = const { RefCell::new(None) };
}

/// Chains a hook that only takes note; whatever hook was there before runs after it as it did.
pub(crate) fn install_panic_hook() {
    if std::thread::panicking() {
        // The standard library lets nobody change the hook now; the next telemetry will.
        return;
    }
    static INSTALLED: Once = Once::new();
    INSTALLED.call_once(|| {
        let previous = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |info| {
            let payload = info.payload();
            let message = payload
                .downcast_ref::<&str>()
                .map(|text| (*text).to_owned())
                .or_else(|| payload.downcast_ref::<String>().cloned())
                .unwrap_or_else(|| "Box<dyn Any>".to_owned());
            let location = info
                .location()
                .map(|at| format!("{}:{}", at.file(), at.line()));
            note(PanicNote {
                message,
                location: location.unwrap_or_default(),
                at: clock().raw(),
                recorded: false,
            });
            previous(info);
            ends_with_a_panic();
        }));
    });
}

fn note(note: PanicNote) {
    let _ = LATEST.try_with(|latest| {
        if let Ok(mut latest) = latest.try_borrow_mut() {
            *latest = Some(note);
        }
    });
}

/// Status Error on every span that the panic passes through; the event on the first.
pub(super) fn record_panic(span: &mut Active) {
    let start = span.record.header.start;
    let note = LATEST
        .try_with(|latest| {
            let mut latest = latest.try_borrow_mut().ok()?;
            // A panic from before the span is another one: `resume_unwind` runs no hook.
            let latest = latest.as_mut().filter(|latest| latest.at >= start)?;
            let note = latest.clone();
            latest.recorded = true;
            Some(note)
        })
        .ok()
        .flatten();
    span.record_panic(note.as_ref());
}

impl PanicNote {
    pub(super) fn is_recorded(&self) -> bool {
        self.recorded
    }
}

impl std::fmt::Display for PanicNote {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", self.message)?;
        if !self.location.is_empty() {
            write!(f, " ({})", self.location)?;
        }
        Ok(())
    }
}
