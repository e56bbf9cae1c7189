//! Panics: a hook takes note of message and place, the span that unwinds first records them.

use std::cell::RefCell;

use super::Active;
use crate::provider::PANIC_HOOK;

/// What the hook saw of the thread's latest panic.
#[derive(Clone, Debug)]
pub(crate) struct PanicNote {
    message: String,
    location: String,
    recorded: bool,
}

thread_local! {
    static LATEST: RefCell<Option<PanicNote>> = const { RefCell::new(None) };
}

/// Chains a hook that only takes note; whatever hook was there before runs after it as it did.
pub(crate) fn install_panic_hook() {
    PANIC_HOOK.get_or_init(|| {
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
                recorded: false,
            });
            previous(info);
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
    let note = LATEST
        .try_with(|latest| {
            let mut latest = latest.try_borrow_mut().ok()?;
            let note = latest.clone();
            if let Some(latest) = latest.as_mut() {
                latest.recorded = true;
            }
            note
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
