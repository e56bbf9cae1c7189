//! What each thread keeps for the spans it starts and ends.

use std::cell::{Cell, RefCell};

use forkguard::Guard;
use opentelemetry::trace::{SpanContext, SpanId, TraceId};
use rand::{Rng, SeedableRng, rngs::SmallRng};

use super::ring::{Loose, RingWriter};
use crate::{
    callsite::CallSite,
    collector, process,
    provider::{Core, GlobalCopy},
    record::{Header, RANDOM_TRACE_ID, Record, State},
    sampling::SamplerCopy,
    span::Slot,
};

/// Records and slots a thread keeps for reuse.
const KEPT: usize = 64;

/// The span that this call path is in, as far as it is ours: tells a child its local root, which
/// the OpenTelemetry Context cannot. One word, because each poll of a traced future changes it
/// twice.
#[derive(Clone, Copy, Debug)]
pub(crate) struct CurrentSpan(pub(crate) Option<&'static Slot>);

impl CurrentSpan {
    pub(crate) const NONE: Self = Self(None);

    /// The local root of a new span of `core` under `parent`; invalid when it is not known here.
    #[inline]
    pub(crate) fn local_root_under(
        self,
        core: &'static Core,
        parent: &SpanContext,
        new: SpanId,
    ) -> SpanId {
        if !parent.is_valid() || parent.is_remote() {
            return new;
        }
        match self.0.and_then(|slot| slot.root_under(parent.span_id())) {
            Some((core_id, root)) if core_id == core.id => root,
            Some(_) => new,
            None => SpanId::INVALID,
        }
    }
}

/// A thread's own state. No user code runs while it is borrowed.
#[derive(Debug)]
pub(crate) struct Local {
    pub(crate) global: GlobalCopy,
    pub(crate) sampler: SamplerCopy,
    fork: Option<Guard>,
    /// The number of the process.
    pub(crate) process: u8,
    ids: Option<SmallRng>,
    // A box, so that a guard and a future are one word; the vector is the free list.
    #[allow(clippy::vec_box)]
    records: Vec<Box<Record>>,
    slots: Vec<&'static Slot>,
    ring: Option<RingWriter>,
}

thread_local! {
    /// Beside the rest, because it needs neither a destructor nor a borrow.
    static CURRENT: Cell<CurrentSpan> = const { Cell::new(CurrentSpan::NONE) };

    static LOCAL: RefCell<Local> = const {
        RefCell::new(Local {
            global: GlobalCopy::new(),
            sampler: SamplerCopy::NONE,
            fork: None,
            process: 0,
            ids: None,
            records: Vec::new(),
            slots: Vec::new(),
            ring: None,
        })
    };
}

/// Runs `work` on the thread's state; `None` when the thread is ending and its state has gone.
#[inline]
pub(crate) fn with_local<R>(work: impl FnOnce(&mut Local) -> R) -> Option<R> {
    let run = |local: &RefCell<Local>| Some(work(&mut *local.try_borrow_mut().ok()?));
    LOCAL.try_with(run).ok().flatten()
}

/// Whether the thread is ending and its state has gone; the OpenTelemetry Context, which panics
/// then, may have gone too.
#[inline]
pub(crate) fn is_ending() -> bool {
    LOCAL.try_with(|_| ()).is_err()
}

impl Local {
    /// Asked before a span begins: after a fork, all that the thread has is its parent's.
    #[inline]
    pub(crate) fn mind_forks(&mut self) {
        let fork = self.fork.as_mut();
        if fork.is_none_or(Guard::detected_fork) {
            self.begin_anew();
        }
    }

    /// The first span of a thread, or of the thread that a child made by `fork` starts with. That
    /// one would repeat its parent's ids, and fill a ring that nobody reads.
    #[cold]
    #[inline(never)]
    fn begin_anew(&mut self) {
        // Fails only for want of memory, as any allocation does.
        self.fork = Some(forkguard::new());
        self.process = process::number();
        self.ids = None;
        self.slots.clear();
        self.ring = None;
    }

    #[inline]
    fn random(&mut self) -> &mut SmallRng {
        self.ids.get_or_insert_with(SmallRng::from_os_rng)
    }

    #[inline]
    pub(crate) fn new_trace_id(&mut self) -> TraceId {
        loop {
            let id = TraceId::from(self.random().random::<u128>());
            if id != TraceId::INVALID {
                return id;
            }
        }
    }

    #[inline]
    pub(crate) fn new_span_id(&mut self) -> SpanId {
        loop {
            let id = SpanId::from(self.random().random::<u64>());
            if id != SpanId::INVALID {
                return id;
            }
        }
    }

    /// Random bits for a decision of the call path.
    pub(crate) fn chance(&mut self) -> u64 {
        self.random().random()
    }

    /// An empty record with this header.
    #[inline]
    pub(crate) fn new_record(&mut self, header: Header) -> Box<Record> {
        match self.records.pop() {
            Some(mut record) => {
                record.header = header;
                record
            }
            None => Box::new(Record::new(header)),
        }
    }

    /// A record that only carries the decision not to sample a new trace: of its header, nobody
    /// reads more than the ids.
    #[inline(always)]
    pub(crate) fn unsampled_record(
        &mut self,
        core: &'static Core,
        site: &'static CallSite,
        trace_id: TraceId,
    ) -> Box<Record> {
        let span_id = self.new_span_id();
        let mut record = match self.records.pop() {
            Some(record) => record,
            None => Box::new(Record::new(Header::of_site(core, site))),
        };
        record.header.trace_id = trace_id;
        record.header.span_id = span_id;
        record.header.trace_flags = RANDOM_TRACE_ID;
        record.state = State::Unsampled;
        record
    }

    /// A slot for a span that others may reach through the Context.
    #[inline]
    pub(crate) fn new_slot(&mut self) -> &'static Slot {
        self.slots.pop().unwrap_or_else(Slot::pooled)
    }

    /// Puts an ended span into the thread's ring and keeps its memory.
    #[inline]
    pub(crate) fn submit(&mut self, mut record: Box<Record>) {
        record.header.body_len = record.body.len() as u32;
        let core: &'static Core = record.header.core;
        let ring = self.ring.get_or_insert_with(|| RingWriter::first(core));
        ring.push(record.header, record.body.as_slice());
        self.recycle(record);
    }

    /// Keeps the memory of a span that is not to be exported.
    #[inline(always)]
    pub(crate) fn recycle(&mut self, mut record: Box<Record>) {
        if let Some(slot) = record.slot.take() {
            if self.slots.len() < KEPT {
                self.slots.push(slot);
            } else {
                slot.give_back();
            }
        }
        if self.records.len() < KEPT {
            record.reset();
            self.records.push(record);
        }
    }
}

impl Drop for Local {
    fn drop(&mut self) {
        for slot in self.slots.drain(..) {
            slot.give_back();
        }
    }
}

/// Puts an ended span on its way, also from a thread whose own state has gone.
pub(crate) fn submit(record: Box<Record>) {
    let mut record = Some(record);
    with_local(|local| record.take().map(|record| local.submit(record)));
    if let Some(record) = record {
        let body = record.body.as_slice();
        record.header.core.ring_budget.get().take(body.len());
        collector::submit_alone(Loose::new(record.header, body));
    }
}

/// Keeps the memory of a span that is not to be exported.
pub(crate) fn recycle(mut record: Box<Record>) {
    // Not dropped while the record is put away: what dies with a Context may be the user's.
    let _context = record.context.take();
    with_local(|local| local.recycle(record));
}

/// Makes `span` the call path's current one; gives the one before.
#[inline]
pub(crate) fn make_current(span: CurrentSpan) -> CurrentSpan {
    CURRENT.replace(span)
}

/// The call path's current span.
pub(crate) fn current_span() -> CurrentSpan {
    CURRENT.get()
}
