//! Any `PushMetricExporter` as a destination.

use std::{io, time::Instant};

use opentelemetry_sdk::{
    error::OTelSdkResult,
    metrics::{Temporality, data::ResourceMetrics, exporter::PushMetricExporter},
};

use super::{books::Books, destination::Destination, points::Points};
use crate::export::{foreign::block_on, worker::caught};

/// Any exporter of the SDK's; it has a time limit of its own.
pub(super) struct Foreign<E> {
    exporter: E,
    /// Asked for once: what is not ours may panic.
    temporality: Temporality,
}

impl<E: PushMetricExporter> Foreign<E> {
    pub(super) fn new(exporter: E) -> io::Result<Self> {
        let temporality = caught(|| exporter.temporality()).map_err(|panic| {
            io::Error::other(format!("the exporter panicked at its temporality: {panic}"))
        })?;
        Ok(Self {
            exporter,
            temporality,
        })
    }
}

impl<E: PushMetricExporter> Destination for Foreign<E> {
    fn temporality(&self) -> Temporality {
        self.temporality
    }

    fn export(&mut self, metrics: &ResourceMetrics, _deadline: Instant, books: &Books) {
        let points = Points::of(&metrics.into(), self.temporality);
        books.begin(points);
        match guarded(|| block_on(self.exporter.export(metrics))) {
            Ok(()) => books.exported(points, 0, ""),
            Err(why) => books.failed(points, why),
        }
    }

    fn shutdown(&mut self, deadline: Instant) -> Result<(), String> {
        let left = deadline.saturating_duration_since(Instant::now());
        guarded(|| self.exporter.shutdown_with_timeout(left))
    }
}

fn guarded(call: impl FnOnce() -> OTelSdkResult) -> Result<(), String> {
    match caught(call) {
        Ok(result) => result.map_err(|error| error.to_string()),
        Err(panic) => Err(format!("the exporter panicked: {panic}")),
    }
}
