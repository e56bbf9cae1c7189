//! An exporter as the configuration file has it.

use crate::export::Exporter;

/// An exporter of the configuration file, and what tells whether another reading of the file means
/// the same.
#[derive(Debug)]
pub(crate) struct Configured {
    pub(crate) exporter: Exporter,
    /// A hash of all that the file says of it.
    pub(crate) identity: u64,
    /// Its line.
    pub(crate) line: u32,
}
