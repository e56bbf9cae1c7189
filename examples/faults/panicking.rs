//! An exporter that panics.

use std::{
    sync::atomic::{AtomicU64, Ordering},
    time::Duration,
};

use opentelemetry_otlp::SpanExporter as Otlp;
use opentelemetry_sdk::{
    Resource,
    error::OTelSdkResult,
    trace::{SpanData, SpanExporter},
};

/// In which calls.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Panics {
    Second,
    All,
}

/// The stock exporter, but for the calls in which it panics.
#[derive(Debug)]
pub(crate) struct Panicking {
    exporter: Otlp,
    panics: Panics,
    calls: AtomicU64,
}

impl Panicking {
    pub(crate) fn new(exporter: Otlp, panics: Panics) -> Self {
        Self {
            exporter,
            panics,
            calls: AtomicU64::new(0),
        }
    }
}

impl SpanExporter for Panicking {
    async fn export(&self, batch: Vec<SpanData>) -> OTelSdkResult {
        let call = self.calls.fetch_add(1, Ordering::Relaxed) + 1;
        let panics = match self.panics {
            Panics::Second => call == 2,
            Panics::All => true,
        };
        assert!(!panics, "the exporter panics");
        self.exporter.export(batch).await
    }

    fn shutdown_with_timeout(&self, timeout: Duration) -> OTelSdkResult {
        self.exporter.shutdown_with_timeout(timeout)
    }

    fn set_resource(&mut self, resource: &Resource) {
        self.exporter.set_resource(resource);
    }
}
