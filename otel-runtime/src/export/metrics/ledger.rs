//! What became of the data points of one exporter.

use std::fmt;

/// What became of the data points of one metric exporter.
///
/// `made` = `exported` + `rejected` + `lost` + `superseded` + `pending`, once nothing is being sent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct MetricLedger {
    /// The exporter's name.
    pub exporter: String,
    /// Data points that were collected, those of all exports added up.
    pub made: u64,
    /// Of these, acknowledged.
    pub exported: u64,
    /// Of these, refused by the receiver: by a partial success, or with their whole export.
    pub rejected: u64,
    /// Of these, not delivered, and made good by no later export: those with delta temporality, and at the
    /// end all.
    pub lost: u64,
    /// Of these, not delivered, and told by a later export: those with cumulative temporality.
    pub superseded: u64,
    /// Of these, not delivered so far: the next export tells what they told.
    pub pending: u64,
}

impl MetricLedger {
    /// Those that nobody has got and nobody will get.
    pub(super) fn missing(&self) -> u64 {
        self.rejected + self.lost
    }
}

impl fmt::Display for MetricLedger {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "metrics {}: {} exported", self.exporter, self.exported)?;
        for (count, what) in [
            (self.rejected, "rejected"),
            (self.lost, "lost"),
            (self.superseded, "superseded"),
            (self.pending, "pending"),
        ] {
            if count > 0 {
                write!(f, ", {count} {what}")?;
            }
        }
        Ok(())
    }
}
