//! The segments of a spool: which are there, which is written, which is being sent.

use std::{collections::VecDeque, io};

use super::{files::Files, segment};

/// How much a spool holds, and when a segment is large enough.
#[derive(Clone, Copy, Debug)]
pub(super) struct Limits {
    /// The most bytes in all files.
    pub(super) max_bytes: u64,
    /// The most bytes and spans in one segment, which becomes one request.
    pub(super) segment_bytes: u64,
    pub(super) segment_spans: usize,
}

/// Keeps records in files until they are acknowledged.
///
/// A segment is one request: it is closed before it is sent, and its file deleted when that request
/// is acknowledged. So nothing need be written down about what was acknowledged, and what a crash
/// sends again is the one request that was under way.
pub(super) struct Store<F> {
    files: F,
    limits: Limits,
    /// The most bytes that a request may have now.
    request_bytes: u64,
    /// What was there at the start and is not read yet, with its bytes: the oldest first.
    found: VecDeque<(u64, u64)>,
    /// The one that is written.
    active: Option<Segment>,
    /// Those that wait to be sent, the oldest first.
    closed: VecDeque<Segment>,
    /// The one that is being sent.
    taken: Option<Segment>,
    /// Acknowledged, but could not be deleted yet.
    undeleted: Vec<Segment>,
    /// The number of the next segment.
    next: u64,
    /// The bytes of all files.
    bytes: u64,
    unsynced: Vec<u64>,
    recovered: Recovered,
    losses: Losses,
}

/// One file.
#[derive(Clone, Copy, Debug)]
struct Segment {
    number: u64,
    /// The bytes of its whole records.
    whole: u64,
    /// The bytes of its file: more than `whole` after a write that failed.
    bytes: u64,
    spans: usize,
}

/// Spans that were on the disk and cannot be delivered any more.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Losses {
    /// The oldest, dropped to make room.
    pub(super) full: usize,
    /// What was written could not be read back.
    pub(super) damaged: usize,
}

/// What an earlier owner had left.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Recovered {
    pub(super) spans: usize,
    /// Bytes behind the last whole record of a segment, cut off.
    pub(super) torn_bytes: u64,
    /// Segments that could not be read; they stay where they are.
    pub(super) unreadable: usize,
}

impl Recovered {
    pub(super) fn add(&mut self, more: Self) {
        self.spans += more.spans;
        self.torn_bytes += more.torn_bytes;
        self.unreadable += more.unreadable;
    }
}

/// The content of a segment that is to be sent.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Taken {
    pub(super) body: Vec<u8>,
    pub(super) spans: usize,
}

impl<F: Files> Store<F> {
    /// Looks what an earlier owner left; [`recover_next`](Self::recover_next) reads it.
    pub(super) fn new(files: F, limits: Limits) -> io::Result<Self> {
        let found: VecDeque<_> = files.list()?.into();
        Ok(Self {
            files,
            request_bytes: limits.segment_bytes,
            limits,
            active: None,
            closed: VecDeque::new(),
            taken: None,
            undeleted: Vec::new(),
            next: found.back().map_or(0, |(last, _)| last.saturating_add(1)),
            bytes: found.iter().map(|(_, bytes)| bytes).sum(),
            // Who wrote them may have died before their fsync.
            unsynced: found.iter().map(|(number, _)| *number).collect(),
            found,
            recovered: Recovered::default(),
            losses: Losses::default(),
        })
    }

    /// Takes over the oldest segment that was found and is not read yet; `false` when there is
    /// none.
    pub(super) fn recover_next(&mut self) -> bool {
        let read = self.read_found();
        // The bound may have been larger before. What cannot be deleted now is tried again later.
        let _ = self.make_room(0);
        read
    }

    /// Whether there is something to recover.
    pub(super) fn has_found(&self) -> bool {
        !self.found.is_empty()
    }

    fn read_found(&mut self) -> bool {
        let Some((number, bytes)) = self.found.pop_front() else {
            return false;
        };
        let Ok(file) = self.files.read(number) else {
            self.recovered.unreadable += 1;
            return true;
        };
        let contents = segment::read(&file);
        let whole = contents.whole as u64;
        let mut segment = Segment {
            number,
            whole,
            bytes,
            spans: contents.spans,
        };
        self.recovered.spans += contents.spans;
        self.recovered.torn_bytes += bytes.saturating_sub(whole);
        if whole == 0 {
            self.delete(segment);
            return true;
        }
        if whole < bytes && self.files.cut(number, whole).is_ok() {
            self.bytes -= bytes - whole;
            segment.bytes = whole;
        }
        let newer = |other: &Segment| other.number > number;
        let at = self
            .closed
            .iter()
            .position(newer)
            .unwrap_or(self.closed.len());
        self.closed.insert(at, segment);
        true
    }

    /// Writes a record of `spans` spans. When there is no room the oldest segments are deleted and
    /// counted. On an error nothing was kept.
    pub(super) fn append(&mut self, record: &[u8], spans: usize) -> io::Result<()> {
        let len = record.len() as u64;
        let most = self.request_bytes.min(self.limits.segment_bytes);
        let full = |active: &Segment| {
            active.bytes + len > most || active.spans + spans > self.limits.segment_spans
        };
        if self.active.as_ref().is_some_and(full) {
            self.close();
        }
        self.make_room(len)?;
        let mut active = self.active.take().unwrap_or(Segment {
            number: self.next,
            whole: 0,
            bytes: 0,
            spans: 0,
        });
        // A number is used once, whatever becomes of its file.
        self.next = self.next.max(active.number.saturating_add(1));
        let written = self.files.append(active.number, record);
        if written.is_ok() {
            active.whole += len;
            active.spans += spans;
        }
        active.bytes += len;
        self.bytes += len;
        if !self.unsynced.contains(&active.number) {
            self.unsynced.push(active.number);
        }
        match written {
            Ok(()) => self.active = Some(active),
            // Nothing is written behind a record that may be torn.
            Err(_) => self.give_up(active),
        }
        written
    }

    /// Closes a segment whose last write failed.
    fn give_up(&mut self, mut segment: Segment) {
        if segment.whole == 0 {
            return self.delete(segment);
        }
        if self.files.cut(segment.number, segment.whole).is_ok() {
            self.bytes -= segment.bytes - segment.whole;
            segment.bytes = segment.whole;
        }
        self.closed.push_back(segment);
    }

    /// Makes room for `len` more bytes: the oldest goes first.
    fn make_room(&mut self, len: u64) -> io::Result<()> {
        while self.bytes + len > self.limits.max_bytes {
            // What is dropped is counted, so it has to be read.
            let found = self.found.front().map(|(number, _)| *number);
            let older = |closed: &Segment| found.is_none_or(|found| closed.number < found);
            if !self.closed.front().is_some_and(older) && self.read_found() {
                continue;
            }
            let Some(oldest) = self.closed.front().or(self.active.as_ref()).copied() else {
                return Err(io::ErrorKind::StorageFull.into());
            };
            self.remove(oldest)?;
            if self.closed.pop_front().is_none() {
                self.active = None;
            }
            self.losses.full += oldest.spans;
        }
        Ok(())
    }

    /// Closes the segment that is written, so that it can be sent.
    pub(super) fn close(&mut self) {
        self.closed.extend(self.active.take());
    }

    /// Reads the oldest closed segment; it is being sent from then on. `None` when there is none, or
    /// none can be read now: those go behind the others.
    pub(super) fn take(&mut self) -> Option<Taken> {
        for _ in 0..self.closed.len() {
            let mut segment = self.closed.pop_front()?;
            let mut file = match self.files.read(segment.number) {
                Ok(file) => file,
                Err(error) if error.kind() == io::ErrorKind::NotFound => Vec::new(),
                Err(_) => {
                    self.closed.push_back(segment);
                    continue;
                }
            };
            // What a failed write has left may be whole, and is not part of it all the same.
            file.truncate(usize::try_from(segment.whole).unwrap_or(usize::MAX));
            let contents = segment::read(&file);
            self.losses.damaged += segment.spans - contents.spans.min(segment.spans);
            if contents.spans == 0 {
                self.delete(segment);
                continue;
            }
            segment.spans = contents.spans;
            self.taken = Some(segment);
            return Some(Taken {
                body: contents.body,
                spans: contents.spans,
            });
        }
        None
    }

    /// The taken segment is settled and is deleted.
    pub(super) fn acknowledge(&mut self) {
        if let Some(segment) = self.taken.take() {
            self.delete(segment);
        }
    }

    /// Has what was written survive a loss of power, and deletes what could not be deleted before.
    pub(super) fn sync(&mut self) -> io::Result<()> {
        for segment in std::mem::take(&mut self.undeleted) {
            self.delete(segment);
        }
        if !self.unsynced.is_empty() {
            self.files.sync(&self.unsynced)?;
            self.unsynced.clear();
        }
        Ok(())
    }

    /// Whether `sync` has something to do.
    pub(super) fn is_dirty(&self) -> bool {
        !self.unsynced.is_empty() || !self.undeleted.is_empty()
    }

    /// A request may not be larger than this from now on.
    pub(super) fn limit_segments(&mut self, bytes: u64) {
        self.request_bytes = bytes;
    }

    /// Spans in the segment that is written.
    pub(super) fn active_spans(&self) -> usize {
        self.active.map_or(0, |segment| segment.spans)
    }

    /// Whether segments are closed and not taken.
    pub(super) fn has_closed(&self) -> bool {
        !self.closed.is_empty()
    }

    /// Spans on the disk that are not being sent.
    pub(super) fn waiting_spans(&self) -> usize {
        let segments = self.closed.iter().chain(&self.active);
        segments.map(|segment| segment.spans).sum()
    }

    /// Whether anything that was written before segment `number` began is not settled.
    pub(super) fn holds_before(&self, number: u64) -> bool {
        let mut segments = self.closed.iter().chain(&self.active).chain(&self.taken);
        self.has_found() || segments.any(|segment| segment.number < number)
    }

    /// Whether a record of this size is kept at all.
    pub(super) fn can_hold(&self, record: u64) -> bool {
        record <= self.limits.max_bytes / 4
    }

    /// The number of the next segment.
    pub(super) fn next(&self) -> u64 {
        self.next
    }

    /// What was taken over since this was asked before.
    pub(super) fn take_recovered(&mut self) -> Recovered {
        std::mem::take(&mut self.recovered)
    }

    /// What was lost since this was asked before.
    pub(super) fn take_losses(&mut self) -> Losses {
        std::mem::take(&mut self.losses)
    }

    fn delete(&mut self, segment: Segment) {
        if self.remove(segment).is_err() {
            self.undeleted.push(segment);
        }
    }

    /// Deletes a file. One that is gone already is as good.
    fn remove(&mut self, segment: Segment) -> io::Result<()> {
        match self.files.remove(segment.number) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
        self.bytes -= segment.bytes;
        self.unsynced.retain(|number| *number != segment.number);
        Ok(())
    }
}

#[cfg(test)]
#[path = "store_tests.rs"]
mod tests;

#[cfg(test)]
#[path = "model.rs"]
mod model;

#[cfg(test)]
#[path = "property_tests.rs"]
mod property_tests;
