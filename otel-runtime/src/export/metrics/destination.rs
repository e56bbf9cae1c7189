//! What a reader hands its metrics to.

use std::time::Instant;

use opentelemetry_sdk::metrics::{Temporality, data::ResourceMetrics};

use super::books::Books;

/// What a reader hands its metrics to, on the reader's own thread.
pub(super) trait Destination: Send {
    /// What sums and histograms are to tell.
    fn temporality(&self) -> Temporality;
    /// Delivers until `deadline`, and books what became of the data points.
    fn export(&mut self, metrics: &ResourceMetrics, deadline: Instant, books: &Books);
    /// Nothing comes any more.
    fn shutdown(&mut self, deadline: Instant) -> Result<(), String>;
}
