//! Where a spool is, and how much it holds.

use std::path::{Path, PathBuf};

use crate::Error;

/// A smaller spool would do more dropping than keeping.
const SMALLEST: u64 = 1 << 20;

/// A folder on disk in which an exporter's spans wait until they are acknowledged, given to
/// [`Otlp::spool`](crate::Otlp::spool); a path alone will do.
///
/// ```
/// use otel_runtime::{Otlp, SpoolSettings};
///
/// let otlp = Otlp::grpc().spool(SpoolSettings::new("/var/lib/shop/spans").max_bytes(1 << 30));
/// let otlp = Otlp::grpc().spool("/var/lib/shop/spans");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SpoolSettings {
    folder: PathBuf,
    max_bytes: u64,
    /// The process that made the setting.
    process: u32,
}

impl SpoolSettings {
    /// A spool in `folder`, which is made when it is not there (mode 700) and belongs to one
    /// exporter of one process at a time.
    pub fn new(folder: impl Into<PathBuf>) -> Self {
        Self {
            folder: folder.into(),
            max_bytes: 256 << 20,
            process: std::process::id(),
        }
    }

    /// The most bytes on the disk; default 256 MiB, at least 1 MiB. When full, the oldest spans are
    /// dropped and counted; so is a single span that would take more than a quarter of it.
    #[must_use]
    pub fn max_bytes(mut self, max_bytes: u64) -> Self {
        self.max_bytes = max_bytes;
        self
    }

    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }

    /// Whether this process was forked since the setting was made.
    pub(super) fn is_inherited(&self) -> bool {
        self.process != std::process::id()
    }

    pub(super) fn limit(&self) -> u64 {
        self.max_bytes
    }

    /// The most bytes that one tick may bring at once: half of what a record may have, which has
    /// the resource as well.
    pub(crate) fn largest_batch(&self) -> usize {
        usize::try_from(self.max_bytes / 8).unwrap_or(usize::MAX)
    }

    /// Refuses a bound that is too small to be of use.
    pub(super) fn check(&self) -> Result<(), Error> {
        if self.max_bytes < SMALLEST {
            return Err(Error::invalid(
                "OTLP spool max_bytes",
                self.max_bytes,
                format!("a number from {SMALLEST} (1 MiB)"),
            ));
        }
        Ok(())
    }
}

impl<P: Into<PathBuf>> From<P> for SpoolSettings {
    fn from(folder: P) -> Self {
        Self::new(folder)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use crate::export::spool::{open, scratch::Folder};

    #[test]
    fn a_forked_child_goes_without_the_spool_that_its_parent_owns() {
        let folder = Folder::new();
        let settings = SpoolSettings::new(folder.path());
        let childs = SpoolSettings {
            process: 0,
            ..settings.clone()
        };
        let parents = open(&settings).unwrap().unwrap();
        assert!(open(&childs).unwrap().is_none());
        drop(parents);
        assert!(open(&childs).unwrap().is_some());
    }
}
