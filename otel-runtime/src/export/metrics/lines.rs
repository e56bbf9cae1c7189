//! Metrics as lines of OTLP JSON.

use std::{io, time::Instant};

use opentelemetry_sdk::metrics::{Temporality, data::ResourceMetrics};

use super::{books::Books, destination::Destination, points::Points};
use crate::export::json::metrics_request;

/// Appends a line for each export.
pub(super) struct Lines<A> {
    pub(super) append: A,
    pub(super) temporality: Temporality,
}

impl<A: Fn(&[u8]) -> io::Result<()> + Send> Destination for Lines<A> {
    fn temporality(&self) -> Temporality {
        self.temporality
    }

    fn export(&mut self, metrics: &ResourceMetrics, _deadline: Instant, books: &Books) {
        let request = metrics.into();
        let points = Points::of(&request, self.temporality);
        books.begin(points);
        let line = metrics_request(request).map(|mut line| {
            line.push(b'\n');
            line
        });
        match line.and_then(|line| (self.append)(&line)) {
            Ok(()) => books.exported(points, 0, ""),
            Err(error) => books.failed(points, error.to_string()),
        }
    }

    fn shutdown(&mut self, _deadline: Instant) -> Result<(), String> {
        Ok(())
    }
}
