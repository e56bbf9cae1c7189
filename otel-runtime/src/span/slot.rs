//! What the OpenTelemetry Context holds of a traced function's span.
//!
//! The owner (a guard or a future) writes its record without a lock. Who reaches the span through
//! the Context writes into the slot's side buffer under a mutex, and the owner takes that over
//! when the outcome is known and when the span ends. A slot is used again at once, even while
//! clones of an ended Context live on: a write counts only if its span is the one open on the slot.

use std::{
    sync::{
        Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering},
    },
    time::SystemTime,
};

use opentelemetry::{
    KeyValue,
    trace::{Span, SpanContext, SpanId, Status},
};

use crate::{
    clock::{clock, event_time},
    process::PerProcess,
    record::{
        Buffer, Header, Record,
        write::{self, ApiName, EventTime},
    },
};

/// The place where a span's Context and its owner meet.
#[derive(Debug)]
pub(crate) struct Slot {
    /// The id of the span that is open here, 0 for none.
    open: AtomicU64,
    /// Whether the side buffer was written to.
    used: AtomicBool,
    /// The span that was opened here last, its local root and its telemetry: what a child on the
    /// same call path asks for.
    last: AtomicU64,
    root: AtomicU64,
    core_id: AtomicUsize,
    side: Mutex<Side>,
}

#[derive(Debug)]
struct Side {
    /// The span that the bytes belong to.
    owner: u64,
    body: Buffer,
    named: bool,
    ended_at: Option<EventTime>,
}

/// Slots of threads that have gone.
static POOL: PerProcess<Mutex<Vec<&'static Slot>>> = PerProcess::new(Mutex::new(Vec::new()));

impl Slot {
    /// A slot from the pool, or a new one; there are never more than were open or kept at once.
    #[cold]
    pub(crate) fn pooled() -> &'static Self {
        let pool = POOL.get();
        let pooled = pool.lock().unwrap_or_else(PoisonError::into_inner).pop();
        pooled.unwrap_or_else(|| {
            Box::leak(Box::new(Self {
                open: AtomicU64::new(0),
                used: AtomicBool::new(false),
                last: AtomicU64::new(0),
                root: AtomicU64::new(0),
                core_id: AtomicUsize::new(0),
                side: Mutex::new(Side {
                    owner: 0,
                    body: Buffer::new(),
                    named: false,
                    ended_at: None,
                }),
            }))
        })
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
        self.root
            .store(number(header.local_root), Ordering::Relaxed);
        self.core_id.store(header.core.id, Ordering::Relaxed);
        self.last.store(id, Ordering::Release);
        self.open.store(id, Ordering::Release);
        Handle {
            slot: self,
            context,
        }
    }

    /// The telemetry and the local root of the span that was opened here last, if that is `parent`.
    #[inline]
    pub(crate) fn root_under(&self, parent: SpanId) -> Option<(usize, SpanId)> {
        if self.last.load(Ordering::Acquire) != number(parent) {
            return None;
        }
        let root = self.root.load(Ordering::Relaxed).to_ne_bytes();
        Some((
            self.core_id.load(Ordering::Relaxed),
            SpanId::from_bytes(root),
        ))
    }

    /// Closes the slot: later writes are ignored.
    #[inline]
    pub(crate) fn close(&self) {
        self.open.store(0, Ordering::Release);
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
        if side.owner == number(record.header.span_id) {
            record.body.extend(side.body.as_slice());
            record.written_late(side.named);
            match side.ended_at {
                None => {}
                Some(EventTime::Ticks(ticks)) => record.end_at_ticks(ticks),
                Some(EventTime::At(time)) => record.end_at(time),
            }
        }
        side.reset(0);
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
    }
}

#[inline]
fn number(span_id: SpanId) -> u64 {
    u64::from_ne_bytes(span_id.to_bytes())
}

/// A traced function's span, as the Context holds it.
#[derive(Debug)]
pub(crate) struct Handle {
    slot: &'static Slot,
    context: SpanContext,
}

impl Handle {
    fn end_at(&self, time: EventTime) {
        self.write(|side| side.ended_at = Some(time));
        self.slot.close_if(number(self.context.span_id()));
    }

    fn write(&self, write: impl FnOnce(&mut Side)) {
        let mut side = self.slot.lock();
        let own = number(self.context.span_id());
        if self.slot.open.load(Ordering::Acquire) != own {
            return;
        }
        if side.owner != own {
            side.reset(own);
        }
        write(&mut side);
        self.slot.used.store(true, Ordering::Release);
    }
}

impl Span for Handle {
    fn add_event<T: Into<ApiName>>(&mut self, name: T, attributes: Vec<KeyValue>) {
        let time = EventTime::Ticks(clock().raw());
        let name = name.into();
        self.write(|side| write::api_event(&mut side.body, &name, time, &attributes));
    }

    fn add_event_with_timestamp<T: Into<ApiName>>(
        &mut self,
        name: T,
        timestamp: SystemTime,
        attributes: Vec<KeyValue>,
    ) {
        let time = event_time(timestamp);
        let name = name.into();
        self.write(|side| write::api_event(&mut side.body, &name, time, &attributes));
    }

    fn span_context(&self) -> &SpanContext {
        &self.context
    }

    fn is_recording(&self) -> bool {
        self.slot.open.load(Ordering::Acquire) == number(self.context.span_id())
    }

    fn set_attribute(&mut self, attribute: KeyValue) {
        self.write(|side| write::api_attribute(&mut side.body, &attribute));
    }

    fn set_status(&mut self, status: Status) {
        self.write(|side| write::api_status(&mut side.body, &status));
    }

    fn update_name<T: Into<ApiName>>(&mut self, new_name: T) {
        let name = new_name.into();
        self.write(|side| {
            write::name(&mut side.body, &name);
            side.named = true;
        });
    }

    fn add_link(&mut self, span_context: SpanContext, attributes: Vec<KeyValue>) {
        if span_context.is_valid() {
            self.write(|side| write::link(&mut side.body, &span_context, &attributes));
        }
    }

    /// Fixes the end; the function's outcome still counts, its end no longer does.
    fn end(&mut self) {
        self.end_at(EventTime::Ticks(clock().raw()));
    }

    fn end_with_timestamp(&mut self, timestamp: SystemTime) {
        self.end_at(event_time(timestamp));
    }
}

impl Slot {
    fn close_if(&self, span_id: u64) {
        let _ = self
            .open
            .compare_exchange(span_id, 0, Ordering::AcqRel, Ordering::Relaxed);
    }
}
