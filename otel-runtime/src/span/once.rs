//! What a failing span leaves with its parent, so that an error is one event however many spans it
//! passes, and a masked value stays masked in whatever text it goes up in.

use std::hash::{DefaultHasher, Hasher};

use opentelemetry::trace::SpanId;

use super::slot::{Slot, number};
use crate::{
    record::{Marks, Record},
    sync::atomic::{AtomicU64, AtomicUsize, Ordering},
};

/// Texts that a span remembers of its children; one that fell out is recorded twice.
const REMEMBERED: usize = 8;

/// The hashes of the texts that ended the latest children of a span.
///
/// Nobody resets them when the slot goes to another span: each is mixed with the parent's id, which
/// is random, so that those of an earlier span are equal to nothing.
#[derive(Debug)]
pub(crate) struct ChildErrors {
    hashes: [AtomicU64; REMEMBERED],
    next: AtomicUsize,
}

impl ChildErrors {
    pub(super) fn new() -> Self {
        Self {
            hashes: std::array::from_fn(|_| AtomicU64::new(0)),
            next: AtomicUsize::new(0),
        }
    }

    pub(crate) fn remember(&self, parent: SpanId, text: u64) {
        let at = self.next.fetch_add(1, Ordering::Relaxed) % REMEMBERED;
        self.hashes[at].store(text ^ number(parent), Ordering::Relaxed);
    }

    pub(crate) fn contain(&self, parent: SpanId, text: u64) -> bool {
        let mixed = text ^ number(parent);
        let mut hashes = self.hashes.iter();
        hashes.any(|hash| hash.load(Ordering::Relaxed) == mixed)
    }
}

/// What parent and child compare; it never leaves the process.
pub(super) fn hash(text: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    hasher.write(text.as_bytes());
    hasher.finish()
}

impl Record {
    /// Whether a child of this span ended with an error of this text.
    pub(super) fn child_failed_with(&self, text: u64) -> bool {
        let (slot, id) = if self.is_annotation() {
            (self.parent(), self.header.parent_id)
        } else {
            (self.slot, self.header.span_id)
        };
        slot.is_some_and(|slot| slot.child_errors.contain(id, text))
    }

    /// Tells the parent with which error this span ends: the error's text, and that of its chain
    /// of sources, which a parent may have made its own text of.
    pub(super) fn tell_parent(&self, text: u64, chain: Option<u64>) {
        // What is not recorded, or goes to another telemetry, the parent has to record itself.
        let parent = self.parent().filter(|slot| slot.is_of(self.header.core));
        let is_recorded = self.slot.is_some() || self.is_annotation();
        if let Some(parent) = parent.filter(|_| is_recorded) {
            for text in [Some(text), chain].into_iter().flatten() {
                parent.child_errors.remember(self.header.parent_id, text);
            }
        }
    }

    /// Gives the masked values to the spans above, ahead of the error that may have them in its
    /// text: to the parent, and to the span that encloses this one on the call path, which is another
    /// where the parent was named or is a span of the API.
    #[cold]
    pub(super) fn pass_on_secrets(&self) {
        if self.secrets.is_empty() {
            return;
        }
        let parent = self.parent();
        if let Some(parent) = parent {
            parent.take_secrets(self.header.parent_id, &self.secrets);
        }
        if let Some(around) = self.previous.0
            && !parent.is_some_and(|parent| std::ptr::eq(parent, around))
        {
            around.take_secrets(around.last(), &self.secrets);
        }
    }

    /// Leaves the masked values of this span where a function finds them that only tells it.
    #[cold]
    pub(super) fn publish_secrets(&self) {
        if let Some(slot) = self.slot {
            slot.publish_secrets(self.header.span_id, &self.secrets);
        }
    }

    /// Takes the masked values of the span that this one tells, and of spans below that.
    pub(super) fn share_secrets(&mut self) {
        if self.is_annotation()
            && let Some(parent) = self.parent()
        {
            parent.copy_secrets(self.header.parent_id, &mut self.secrets);
        }
    }

    /// Whether this is no span of its own, but tells its parent: what it records, that has recorded.
    fn is_annotation(&self) -> bool {
        self.header.span_id == SpanId::INVALID
    }

    /// The parent's slot, where the parent is a traced function of this process.
    fn parent(&self) -> Option<&'static Slot> {
        let parent = self.header.parent_id;
        if parent == SpanId::INVALID || self.header.marks.has(Marks::PARENT_REMOTE) {
            return None;
        }
        let around = self.previous.0.filter(|slot| slot.last() == parent);
        // Somebody else may have carried the Context here.
        around.or_else(|| Slot::find(parent))
    }
}
