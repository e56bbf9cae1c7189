//! A folder in which spans wait until their backend has acknowledged them, also when the process
//! dies.
//!
//! With a spool the disk *is* the queue. At each tick the collector thread seals what has ended
//! since the one before, some 50 ms, into a small request of its own, and hands it to the spool's
//! thread ([`keeper`]), which writes it at once as one record at the end of a segment file
//! ([`segment`]). It goes to the backend from there and from nowhere else: when a batch is due (by
//! its delay, its spans or its bytes) the segment is closed, read back from the page cache and sent
//! as one request; acknowledged or refused, its file is deleted ([`store`]). While the backend is
//! away segments wait, and memory holds one of them. A start finds what an earlier process left, and
//! sends it in the same way.
//!
//! The alternative, spans queued in memory and copied to the disk beside that, needs no reading back,
//! but two orders of business that must agree, a journal of acknowledgements, and memory for
//! whatever waits.
//!
//! - A record is in the page cache once `write` has returned: after SIGKILL what is missing is what
//!   ended since the last tick. fsync follows each half second, on a thread of its own so that no
//!   write waits for it, and bounds what a loss of power takes.
//! - What was being sent when the process died is sent again: at least once.
//! - Without room on the disk, or with a disk that fails, records wait in memory, up to the queue's
//!   bound, and go to the backend from there; each new one tries the disk again.
//! - In the ledger spans on the disk are pending. At the end of a shutdown they become `spooled`; the
//!   next start counts them as `recovered`.

mod disk;
mod ending;
mod files;
mod handle;
mod keeper;
mod lock;
#[cfg(test)]
pub(crate) use super::scratch;
pub(crate) mod segment;
mod settings;
mod store;

pub use settings::SpoolSettings;

pub(crate) use handle::{Receipt, Spool, Start, open};
