//! How an async block starts its span itself, where its arguments are at hand.
//!
//! The traced future arms a note on its thread and polls; the block's first statement finds the
//! note, evaluates what there is to evaluate and leaves the open span in its place; the future
//! takes it from there after the poll. So the arguments are stored once, in the block.

use std::cell::RefCell;

use super::stage::open;
use crate::{
    callsite::CallSite,
    record::Record,
    span::{Annotation, Attributes, Guard, Start, annotation, begin_with},
};

/// What a traced future and its async block leave for each other during the first poll.
#[derive(Debug)]
enum Note {
    Empty,
    Armed(&'static CallSite),
    Opened(Guard),
    Annotated(Annotation),
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
            Note::Empty | Note::Armed(_) | Note::Annotated(_) => Guard::OFF,
        }
    }

    /// The span that the block has told of its arguments.
    pub(super) fn take_annotation(mut self) -> Annotation {
        match self.restore() {
            Note::Annotated(annotation) => annotation,
            Note::Empty | Note::Armed(_) | Note::Opened(_) => Annotation::default(),
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

/// The call site of the future that is being polled for the first time.
#[inline(never)]
fn armed() -> Option<&'static CallSite> {
    match replace(Note::Empty) {
        Note::Armed(site) => Some(site),
        other => {
            // The call site is off: the note, if there is one, is another future's.
            drop(replace(other));
            None
        }
    }
}

/// Starts the span of the async block that is being polled for the first time.
#[inline]
pub fn first_poll(setup: impl FnOnce(&mut Start), attributes: impl FnOnce(&mut Attributes<'_>)) {
    let Some(site) = armed() else {
        return;
    };
    if let Some(record) = begin_with(site, setup, attributes) {
        leave_opened(record);
    }
}

#[inline(never)]
fn leave_opened(record: Box<Record>) {
    drop(replace(Note::Opened(open(record))));
}

/// The same for `current`: tells the span that is current of the arguments.
#[inline]
pub fn annotate(setup: impl FnOnce(&mut Start), attributes: impl FnOnce(&mut Attributes<'_>)) {
    if let Some(site) = armed() {
        let annotation = annotation::start_with(site, setup, attributes);
        drop(replace(Note::Annotated(annotation)));
    }
}
