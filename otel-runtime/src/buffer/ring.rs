//! A thread's ring: one of headers, one of bytes, one producer, one consumer, no lock.
//!
//! A full ring is handed over as it is and a larger one opened, as long as the telemetry's budget
//! has room; only a spent budget drops, and that is counted.

use std::sync::atomic::Ordering;

use crate::{
    collector,
    provider::Core,
    record::Header,
    sync::ring::{Consumer, Producer, RingBuffer, chunks::ReadChunk},
};

/// Bytes of a thread's first ring, headers and bodies together.
const FIRST_SIZE: usize = 32 * 1024;
/// A busy thread's ring grows to this size before anybody is woken for it.
const BUSY_SIZE: usize = 512 * 1024;
/// Rings double up to this size; a thread that needs more opens several. A thread keeps its last
/// one, so that a larger size would let a few threads hold the whole budget after a burst.
const LARGEST_SIZE: usize = 1024 * 1024;

/// The thread's end.
#[derive(Debug)]
pub(crate) struct RingWriter {
    headers: Producer<Header>,
    bodies: Producer<u8>,
    size: usize,
    /// Spans and bytes written since the collector thread was last woken.
    spans_since_wake: usize,
    bytes_since_wake: usize,
}

/// The collector thread's end.
#[derive(Debug)]
pub(crate) struct RingReader {
    headers: Consumer<Header>,
    bodies: Consumer<u8>,
    /// The telemetry whose budget paid for the ring, and how much.
    core: &'static Core,
    size: usize,
}

impl RingWriter {
    /// A thread's first ring. Always granted: it is small, and without it nothing arrives.
    #[cold]
    pub(crate) fn first(core: &'static Core) -> Self {
        core.ring_budget.get().take(FIRST_SIZE);
        Self::open(core, FIRST_SIZE)
    }

    fn open(core: &'static Core, size: usize) -> Self {
        let (writer, reader) = Self::pair(core, size);
        collector::register(reader);
        writer
    }

    pub(crate) fn pair(core: &'static Core, size: usize) -> (Self, RingReader) {
        let (headers, header_reader) = RingBuffer::new(size / 2 / size_of::<Header>());
        let (bodies, body_reader) = RingBuffer::new(size / 2);
        let writer = Self {
            headers,
            bodies,
            size,
            spans_since_wake: 0,
            bytes_since_wake: 0,
        };
        let reader = RingReader {
            headers: header_reader,
            bodies: body_reader,
            core,
            size,
        };
        (writer, reader)
    }

    /// Copies a span in. A span that finds no room and no budget is counted by its telemetry.
    #[inline]
    pub(crate) fn push(&mut self, header: Header, body: &[u8]) {
        if self.try_push(header, body) {
            self.mind_the_half(header.core, body.len());
        } else {
            self.push_to_larger(header, body);
        }
    }

    /// Sees to it that the ring does not fill up: a small one is replaced by a larger, a large one
    /// is read. Not earlier than at the half, and not while it is small: on a small machine the
    /// collector thread takes a core away from those who work.
    #[inline]
    fn mind_the_half(&mut self, core: &'static Core, bytes: usize) {
        self.spans_since_wake += 1;
        self.bytes_since_wake += bytes;
        let half = self.size / 4;
        if self.bytes_since_wake > half || self.spans_since_wake * size_of::<Header>() > half {
            self.make_room(core);
        }
    }

    #[cold]
    #[inline(never)]
    fn make_room(&mut self, core: &'static Core) {
        self.spans_since_wake = 0;
        self.bytes_since_wake = 0;
        let larger = self.size * 2;
        if larger <= BUSY_SIZE && core.ring_budget.get().try_take(larger) {
            *self = Self::open(core, larger);
        } else {
            collector::wake();
        }
    }

    #[inline]
    pub(crate) fn try_push(&mut self, header: Header, body: &[u8]) -> bool {
        if self.headers.is_full() {
            return false;
        }
        if !body.is_empty() && self.bodies.push_entire_slice(body).is_err() {
            return false;
        }
        self.headers.push(header).is_ok()
    }

    #[cold]
    #[inline(never)]
    fn push_to_larger(&mut self, header: Header, body: &[u8]) {
        let needed = (body.len() * 2).next_power_of_two();
        let budget = header.core.ring_budget.get();
        let size = (self.size * 2).min(LARGEST_SIZE).max(needed);
        let pushed = if needed > LARGEST_SIZE {
            let granted = budget.try_take(body.len());
            if granted {
                collector::submit_alone(Loose::new(header, body));
            }
            granted
        } else {
            if budget.try_take(size) {
                *self = Self::open(header.core, size);
            }
            self.try_push(header, body)
        };
        collector::wake();
        if !pushed {
            let counts = header.core.counts.get();
            counts.buffers_full.fetch_add(1, Ordering::Relaxed);
        }
    }
}

impl RingReader {
    /// Gives what waits to `take`; `false` when that was all, for the thread has gone or has
    /// opened another ring.
    pub(crate) fn drain(
        &mut self,
        joined: &mut Vec<u8>,
        mut take: impl FnMut(&Header, &[u8]),
    ) -> bool {
        // Asked first, so that what the thread wrote last is among what waits.
        let abandoned = self.is_abandoned();
        // What is written while we read waits for the next round, so that no thread starves the
        // others.
        for _ in 0..self.waiting() {
            self.read(joined, &mut take);
        }
        !abandoned
    }

    fn is_abandoned(&self) -> bool {
        self.headers.is_abandoned()
    }

    /// How many spans there are to read.
    fn waiting(&self) -> usize {
        self.headers.slots()
    }

    /// Gives the oldest span to `take`. A body that wraps around the end of the ring is put
    /// together in `joined`.
    fn read(&mut self, joined: &mut Vec<u8>, take: impl FnOnce(&Header, &[u8])) {
        let Ok(header) = self.headers.pop() else {
            return;
        };
        let Ok(chunk) = self.bodies.read_chunk(header.body_len as usize) else {
            return;
        };
        let body = Body(Some(chunk));
        match body.as_slices() {
            (whole, []) => take(&header, whole),
            (front, back) => {
                joined.clear();
                joined.extend_from_slice(front);
                joined.extend_from_slice(back);
                take(&header, joined);
            }
        }
    }
}

/// The bytes of a span. They leave the ring with it, also when who reads them panics: else the
/// next span would be read from where this one began.
struct Body<'a>(Option<ReadChunk<'a, u8>>);

impl Body<'_> {
    fn as_slices(&self) -> (&[u8], &[u8]) {
        self.0.as_ref().map_or((&[], &[]), ReadChunk::as_slices)
    }
}

impl Drop for Body<'_> {
    fn drop(&mut self) {
        if let Some(chunk) = self.0.take() {
            chunk.commit_all();
        }
    }
}

/// A span on its way without a ring: one larger than any, or of a thread that is ending.
#[derive(Debug)]
pub(crate) struct Loose {
    pub(crate) header: Header,
    pub(crate) body: Vec<u8>,
}

impl Loose {
    /// Copies a span; its bytes were taken from the budget.
    pub(super) fn new(header: Header, body: &[u8]) -> Self {
        let body = body.to_vec();
        Self { header, body }
    }
}

impl Drop for Loose {
    fn drop(&mut self) {
        self.header
            .core
            .ring_budget
            .get()
            .give_back(self.body.len());
    }
}

impl Drop for RingReader {
    fn drop(&mut self) {
        self.core.ring_budget.get().give_back(self.size);
    }
}

#[cfg(test)]
mod tests {
    use opentelemetry::trace::{SpanId, TraceId};

    use super::*;
    use crate::{
        callsite::CallSite,
        record::{Kind, Marks},
        sampling::Sampler,
    };

    fn header(core: &'static Core, body_len: usize) -> Header {
        let site = CallSite::new("called", Kind::Internal, None, None, "", "", 0);
        Header {
            core,
            site: Box::leak(Box::new(site)),
            trace_id: TraceId::from(1u128),
            span_id: SpanId::from(2u64),
            parent_id: SpanId::INVALID,
            local_root: SpanId::INVALID,
            start: 0,
            end: 0,
            body_len: body_len as u32,
            process: 0,
            kind: Kind::Internal,
            trace_flags: 1,
            marks: Marks::default(),
        }
    }

    fn core() -> &'static Core {
        Core::new(Sampler::AlwaysOn).leak()
    }

    #[test]
    fn a_body_that_does_not_fit_leaves_no_header_and_no_bytes() {
        let core = core();
        let (mut writer, mut reader) = RingWriter::pair(core, 1024);
        assert!(writer.try_push(header(core, 500), &[1; 500]));
        assert!(!writer.try_push(header(core, 500), &[2; 500]));
        assert!(writer.try_push(header(core, 12), &[3; 12]));
        let lengths: Vec<u32> = std::iter::from_fn(|| reader.headers.pop().ok())
            .map(|header| header.body_len)
            .collect();
        assert_eq!(lengths, [500, 12]);
        assert_eq!(reader.bodies.slots(), 512);
    }

    #[test]
    fn a_header_that_does_not_fit_leaves_no_bytes() {
        let core = core();
        let (mut writer, reader) = RingWriter::pair(core, 1024);
        let fit = 512 / size_of::<Header>();
        for _ in 0..fit {
            assert!(writer.try_push(header(core, 1), &[1]));
        }
        assert!(!writer.try_push(header(core, 1), &[1]));
        assert_eq!(reader.bodies.slots(), fit);
    }

    #[test]
    fn a_panic_of_who_reads_costs_one_span() {
        let core = core();
        let (mut writer, mut reader) = RingWriter::pair(core, 1024);
        // Often enough for bodies that wrap around the end.
        let mut joined = Vec::new();
        let mut seen = Vec::new();
        for round in 0..10 {
            let (first, second) = (round * 2, round * 2 + 1);
            assert!(writer.try_push(header(core, 100), &[first; 100]));
            assert!(writer.try_push(header(core, 99), &[second; 99]));
            assert_eq!(reader.waiting(), 2);
            let panics =
                || reader.read(&mut joined, |_, _| std::panic::resume_unwind(Box::new(())));
            assert!(std::panic::catch_unwind(std::panic::AssertUnwindSafe(panics)).is_err());
            reader.read(&mut joined, |_, body| {
                assert_eq!(body, [second; 99]);
                seen.push(second);
            });
        }
        assert_eq!(seen.len(), 10);
        reader.read(&mut joined, |_, _| seen.clear());
        assert_eq!(seen.len(), 10, "nothing is left to read");
    }

    #[test]
    fn a_reader_is_told_when_the_writer_has_gone_and_what_was_written_stays() {
        let core = core();
        let (mut writer, mut reader) = RingWriter::pair(core, 1024);
        assert!(writer.try_push(header(core, 1), &[1]));
        assert!(!reader.is_abandoned());
        drop(writer);
        assert!(reader.is_abandoned());
        assert!(reader.headers.pop().is_ok());
    }

    #[test]
    fn a_burst_leaves_a_thread_with_a_small_part_of_the_budget() {
        let core = core();
        let mut writer = RingWriter::first(core);
        for _ in 0..10_000 {
            writer.push(header(core, 100), &[1; 100]);
        }
        assert!(writer.size <= 32 * 1024 * 1024 / 32, "{}", writer.size);
    }

    #[test]
    fn a_ring_and_a_loose_span_give_their_bytes_back() {
        let core = core();
        let all = 32 * 1024 * 1024;
        core.ring_budget.get().take(1024);
        let (_writer, reader) = RingWriter::pair(core, 1024);
        assert!(!core.ring_budget.get().try_take(all));
        drop(reader);
        assert!(core.ring_budget.get().try_take(all));
        core.ring_budget.get().give_back(all);
        core.ring_budget.get().take(10);
        drop(Loose::new(header(core, 10), &[0; 10]));
        assert!(core.ring_budget.get().try_take(all));
    }
}
