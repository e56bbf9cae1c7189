//! What the OpenTelemetry Context holds of a traced function's span.
//!
//! The owner (a guard or a future) writes its record without a lock. Who reaches the span through
//! the Context writes into the slot's side buffer under a mutex, and the owner takes that over
//! when the outcome is known and when the span ends. A slot is used again at once, even while
//! clones of an ended Context live on: a write counts only if its span is the one open on the slot.

use std::sync::PoisonError;

use opentelemetry::trace::{SpanContext, SpanId};

use super::{handle::Handle, once::ChildErrors};
use crate::{
    process::PerProcess,
    processing::Secrets,
    provider::Core,
    record::{Buffer, Header, Record, write::EventTime},
    sync::{
        Mutex, MutexGuard,
        atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering},
    },
};

/// The place where a span's Context and its owner meet.
#[derive(Debug)]
pub(crate) struct Slot {
    /// The id of the span that is open here, 0 for none.
    open: AtomicU64,
    /// Whether the side buffer was written to.
    used: AtomicBool,
    /// The local root and the telemetry of the span that was opened here last, what a child on the
    /// same call path asks for; and its id, mixed with both. Who reads while the next span is being
    /// opened gets another id out of them.
    root: AtomicU64,
    core_id: AtomicUsize,
    mixed: AtomicU64,
    pub(crate) child_errors: ChildErrors,
    side: Mutex<Side>,
}

/// What others wrote.
#[derive(Debug)]
pub(super) struct Side {
    /// The span that the bytes belong to.
    owner: u64,
    pub(super) body: Buffer,
    pub(super) named: bool,
    pub(super) ended_at: Option<EventTime>,
    /// Masked values of spans below that failed.
    secrets: Secrets,
    /// The span's own, for those who tell it of errors.
    own_secrets: Secrets,
}

/// Slots of threads that have gone.
static POOL: PerProcess<std::sync::Mutex<Vec<&'static Slot>>> =
    PerProcess::new(std::sync::Mutex::new(Vec::new()));

/// Every slot there is.
static ALL: PerProcess<std::sync::RwLock<Vec<&'static Slot>>> =
    PerProcess::new(std::sync::RwLock::new(Vec::new()));

impl Slot {
    /// A slot from the pool, or a new one; there are never more than were open or kept at once.
    #[cold]
    pub(crate) fn pooled() -> &'static Self {
        let pool = POOL.get();
        let pooled = pool.lock().unwrap_or_else(PoisonError::into_inner).pop();
        pooled.unwrap_or_else(|| {
            let slot: &'static Self = Box::leak(Box::new(Self::new()));
            ALL.get()
                .write()
                .unwrap_or_else(PoisonError::into_inner)
                .push(slot);
            slot
        })
    }

    pub(crate) fn new() -> Self {
        Self {
            open: AtomicU64::new(0),
            used: AtomicBool::new(false),
            root: AtomicU64::new(0),
            core_id: AtomicUsize::new(0),
            mixed: AtomicU64::new(0),
            child_errors: ChildErrors::new(),
            side: Mutex::new(Side {
                owner: 0,
                body: Buffer::new(),
                named: false,
                ended_at: None,
                secrets: Secrets::new(),
                own_secrets: Secrets::new(),
            }),
        }
    }

    /// The slot of a span by its id. Looks at every slot, so it is for failing calls only.
    #[cold]
    pub(super) fn find(span: SpanId) -> Option<&'static Self> {
        let all = ALL.get();
        let all = all.read().unwrap_or_else(PoisonError::into_inner);
        all.iter().find(|slot| slot.last() == span).copied()
    }

    pub(crate) fn give_back(&'static self) {
        POOL.get()
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(self);
    }

    /// Opens the slot for a span; the handle goes into the Context.
    #[inline]
    pub(crate) fn open(&'static self, header: &Header, context: SpanContext) -> Handle {
        let id = number(header.span_id);
        let root = number(header.local_root);
        let core_id = header.core.id;
        self.root.store(root, Ordering::Relaxed);
        self.core_id.store(core_id, Ordering::Relaxed);
        self.mixed
            .store(mixed(id, root, core_id), Ordering::Release);
        self.open.store(id, Ordering::Release);
        Handle::new(self, context)
    }

    /// The telemetry and the local root of the span that was opened here last, if that is `parent`.
    #[inline]
    pub(crate) fn root_under(&self, parent: SpanId) -> Option<(usize, SpanId)> {
        let (last, core_id, root) = self.opened_last();
        (last == number(parent)).then(|| (core_id, SpanId::from_bytes(root.to_ne_bytes())))
    }

    /// The span that was opened here last, its telemetry and its local root.
    #[inline]
    fn opened_last(&self) -> (u64, usize, u64) {
        let last = self.mixed.load(Ordering::Acquire);
        let root = self.root.load(Ordering::Relaxed);
        let core_id = self.core_id.load(Ordering::Relaxed);
        (mixed(last, root, core_id), core_id, root)
    }

    /// The span that was opened here last.
    pub(super) fn last(&self) -> SpanId {
        SpanId::from_bytes(self.opened_last().0.to_ne_bytes())
    }

    /// Whether the span that was opened here last is one of this telemetry.
    pub(super) fn is_of(&self, core: &Core) -> bool {
        self.core_id.load(Ordering::Relaxed) == core.id
    }

    /// Closes the slot: later writes are ignored.
    #[inline]
    pub(crate) fn close(&self) {
        self.open.store(0, Ordering::Release);
    }

    /// Closes it for a span that somebody else has ended.
    pub(super) fn close_if(&self, span_id: u64) {
        let _ = self
            .open
            .compare_exchange(span_id, 0, Ordering::AcqRel, Ordering::Relaxed);
    }

    #[inline]
    pub(super) fn is_open_for(&self, span_id: u64) -> bool {
        self.open.load(Ordering::Acquire) == span_id
    }

    /// Writes to the side buffer, if `span_id` is the span that is open here.
    pub(super) fn write(&self, span_id: u64, write: impl FnOnce(&mut Side)) {
        let mut side = self.lock();
        if self.is_open_for(span_id) {
            side.belong_to(span_id);
            write(&mut side);
            self.used.store(true, Ordering::Release);
        }
    }

    /// Moves what others wrote into the record.
    #[inline]
    pub(crate) fn take_over(&self, record: &mut Record) {
        if self.used.load(Ordering::Acquire) {
            self.take_over_used(record);
        }
    }

    #[cold]
    #[inline(never)]
    fn take_over_used(&self, record: &mut Record) {
        let mut side = self.lock();
        self.used.store(false, Ordering::Relaxed);
        let is_owner = side.owner == number(record.header.span_id);
        if is_owner {
            if side.body.len() > 0 {
                record.body.extend(side.body.as_slice());
                record.written_late(side.named);
            }
            match side.ended_at {
                None => {}
                Some(EventTime::Ticks(ticks)) => record.end_at_ticks(ticks),
                Some(EventTime::At(time)) => record.end_at(time),
            }
        }
        let has_secrets = is_owner && !side.secrets.is_empty();
        if has_secrets {
            record.secrets.take_from(&side.secrets);
        }
        side.reset(0);
        drop(side);
        if has_secrets {
            // Whether this span fails or not: an error may go up past it.
            record.pass_on_secrets();
        }
    }

    /// Takes the masked values of a span below, for `owner`, also when that was ended by hand.
    pub(super) fn take_secrets(&self, owner: SpanId, secrets: &Secrets) {
        let mut side = self.lock();
        if self.last() != owner {
            return;
        }
        side.belong_to(number(owner));
        side.secrets.take_from(secrets);
        self.used.store(true, Ordering::Release);
    }

    /// Shows the masked values of `owner`, which is about to be opened here.
    pub(super) fn publish_secrets(&self, owner: SpanId, secrets: &Secrets) {
        let mut side = self.lock();
        side.belong_to(number(owner));
        side.own_secrets.take_from(secrets);
    }

    /// Gives the masked values of `owner`, and those that spans below have left with it.
    pub(super) fn copy_secrets(&self, owner: SpanId, to: &mut Secrets) {
        let side = self.lock();
        if side.owner == number(owner) {
            to.take_from(&side.secrets);
            to.take_from(&side.own_secrets);
        }
    }

    fn lock(&self) -> MutexGuard<'_, Side> {
        self.side.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Side {
    fn reset(&mut self, owner: u64) {
        self.owner = owner;
        self.body.clear();
        self.named = false;
        self.ended_at = None;
        self.secrets.clear();
        self.own_secrets.clear();
    }

    fn belong_to(&mut self, owner: u64) {
        if self.owner != owner {
            self.reset(owner);
        }
    }
}

/// An id with these two mixed in; mixed once more, itself again.
#[inline]
fn mixed(id: u64, root: u64, core_id: usize) -> u64 {
    id ^ root ^ core_id as u64
}

#[inline]
pub(super) fn number(span_id: SpanId) -> u64 {
    u64::from_ne_bytes(span_id.to_bytes())
}
