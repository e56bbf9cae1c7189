//! The reused buffer in which a span is written as OTLP bytes.

/// A byte buffer that is filled from the front and keeps its memory.
///
/// The vector is kept at full length, so that writing is slice indexing instead of one capacity
/// check a byte.
#[derive(Debug, Default)]
pub(crate) struct Buffer {
    storage: Vec<u8>,
    len: usize,
}

/// A buffer that grew beyond this is given back to the allocator when it is cleared.
const KEPT_CAPACITY: usize = 4096;
const FIRST_CAPACITY: usize = 256;

impl Buffer {
    pub(crate) const fn new() -> Self {
        Self {
            storage: Vec::new(),
            len: 0,
        }
    }

    #[inline]
    pub(crate) fn as_slice(&self) -> &[u8] {
        &self.storage[..self.len]
    }

    #[inline]
    pub(crate) fn len(&self) -> usize {
        self.len
    }

    #[inline]
    pub(crate) fn clear(&mut self) {
        self.len = 0;
        if self.storage.len() > KEPT_CAPACITY {
            self.storage = Vec::new();
        }
    }

    /// The next `count` bytes, to be written by the caller.
    #[inline]
    pub(crate) fn claim(&mut self, count: usize) -> &mut [u8] {
        let end = self.len + count;
        if end > self.storage.len() {
            self.grow(end);
        }
        let claimed = &mut self.storage[self.len..end];
        self.len = end;
        claimed
    }

    #[inline]
    pub(crate) fn push(&mut self, byte: u8) {
        self.claim(1)[0] = byte;
    }

    #[inline]
    pub(crate) fn extend(&mut self, bytes: &[u8]) {
        self.claim(bytes.len()).copy_from_slice(bytes);
    }

    /// Drops what was written after `len`.
    pub(crate) fn truncate(&mut self, len: usize) {
        self.len = self.len.min(len);
    }

    /// Replaces one byte, written before.
    #[inline]
    pub(crate) fn set(&mut self, at: usize, byte: u8) {
        self.storage[at] = byte;
    }

    /// Replaces one byte, written before, by `bytes`: how a length comes in front of what it counts.
    pub(crate) fn splice(&mut self, at: usize, bytes: &[u8]) {
        if let [only] = bytes {
            self.storage[at] = *only;
            return;
        }
        let extra = bytes.len() - 1;
        let old_len = self.len;
        self.claim(extra);
        self.storage.copy_within(at + 1..old_len, at + bytes.len());
        self.storage[at..at + bytes.len()].copy_from_slice(bytes);
    }

    #[cold]
    #[inline(never)]
    fn grow(&mut self, needed: usize) {
        let capacity = needed.max(self.storage.len() * 2).max(FIRST_CAPACITY);
        self.storage.resize(capacity, 0);
    }
}

impl std::fmt::Write for Buffer {
    fn write_str(&mut self, text: &str) -> std::fmt::Result {
        self.extend(text.as_bytes());
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_written_is_there_and_memory_used_again_brings_nothing_back() {
        let mut buffer = Buffer::new();
        buffer.extend(b"first");
        buffer.push(b'!');
        assert_eq!(buffer.as_slice(), b"first!");
        buffer.truncate(2);
        buffer.truncate(100);
        assert_eq!(buffer.as_slice(), b"fi");
        buffer.clear();
        assert_eq!(buffer.as_slice(), b"");
        buffer.extend(b"x");
        assert_eq!(buffer.as_slice(), b"x");
    }

    #[test]
    fn a_length_comes_in_front_of_what_it_counts() {
        let mut buffer = Buffer::new();
        buffer.extend(b"a_rest");
        buffer.splice(1, b"1");
        assert_eq!(buffer.as_slice(), b"a1rest");
        buffer.splice(1, b"234");
        assert_eq!(buffer.as_slice(), b"a234rest");
    }

    #[test]
    fn a_splice_may_need_more_memory() {
        let mut buffer = Buffer::new();
        buffer.extend(&[7; FIRST_CAPACITY]);
        buffer.splice(FIRST_CAPACITY - 1, b"end");
        assert_eq!(buffer.len(), FIRST_CAPACITY + 2);
        assert_eq!(&buffer.as_slice()[FIRST_CAPACITY - 2..], b"\x07end");
    }

    #[test]
    fn much_memory_is_not_kept() {
        let mut buffer = Buffer::new();
        buffer.extend(&[0; KEPT_CAPACITY + 1]);
        buffer.clear();
        assert_eq!(buffer.storage.capacity(), 0);
    }
}
