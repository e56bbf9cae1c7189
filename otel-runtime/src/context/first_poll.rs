//! How an async block starts its span itself, where its arguments are at hand.
//!
//! The traced future arms a note on its thread and polls; the block's first statement finds the
//! note, evaluates what there is to evaluate and leaves the open span in its place; the future
//! takes it from there after the poll. So the arguments are stored once, in the block.

use std::cell::RefCell;

use super::stage::open;
use crate::{
    callsite::CallSite,
    span::{Attributes, Guard, Start, begin_with},
};

/// What a traced future and its async block leave for each other during the first poll.
#[derive(Debug)]
enum Note {
    Empty,
    Armed(&'static CallSite),
    Opened(Guard),
}

thread_local! {
    static NOTE: RefCell<Note> = const { RefCell::new(Note::Empty) };
}

fn replace(note: Note) -> Note {
    NOTE.try_with(|place| place.replace(note))
        .unwrap_or(Note::Empty)
}

/// The note of one first poll; puts back the one that was there before, whatever happens.
#[derive(Debug)]
pub(super) struct Pad {
    before: Option<Note>,
}

/// Leaves a note for the block that is about to be polled for the first time.
pub(super) fn arm(site: &'static CallSite) -> Pad {
    Pad {
        before: Some(replace(Note::Armed(site))),
    }
}

impl Pad {
    /// What the block opened.
    pub(super) fn take(mut self) -> Guard {
        match self.restore() {
            Note::Opened(guard) => guard,
            Note::Empty | Note::Armed(_) => Guard::OFF,
        }
    }

    fn restore(&mut self) -> Note {
        self.before.take().map_or(Note::Empty, replace)
    }
}

impl Drop for Pad {
    /// A panic in the first poll: the guard in the note ends the span.
    fn drop(&mut self) {
        drop(self.restore());
    }
}

/// Starts the span of the async block that is being polled for the first time.
#[inline]
pub fn first_poll(setup: impl FnOnce(&mut Start), attributes: impl FnOnce(&mut Attributes<'_>)) {
    let site = match replace(Note::Empty) {
        Note::Armed(site) => site,
        other => {
            // The call site is off: the note, if there is one, is another future's.
            drop(replace(other));
            return;
        }
    };
    if let Some((record, parent)) = begin_with(site, setup, attributes) {
        let guard = open(record, parent.as_ref());
        drop(replace(Note::Opened(guard)));
    }
}
