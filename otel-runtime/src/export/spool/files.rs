//! The few things that a spool asks of a file system; the tests have one that fails.

use std::io;

/// A folder of segment files, each known by its number.
pub(super) trait Files {
    /// The segments that are there, in order, each with its length in bytes.
    fn list(&self) -> io::Result<Vec<(u64, u64)>>;
    /// All of a segment.
    fn read(&self, segment: u64) -> io::Result<Vec<u8>>;
    /// Writes at the end of a segment, which begins to exist with the first write. A failed write
    /// may have written a part.
    fn append(&mut self, segment: u64, bytes: &[u8]) -> io::Result<()>;
    /// Shortens a segment to its first `len` bytes.
    fn cut(&mut self, segment: u64, len: u64) -> io::Result<()>;
    fn remove(&mut self, segment: u64) -> io::Result<()>;
    /// Has what was written of these segments survive a loss of power. Those that are gone already
    /// are passed over.
    fn sync(&mut self, segments: &[u64]) -> io::Result<()>;
}
