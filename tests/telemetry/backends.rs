//! Backends that misbehave cost the others nothing.

use std::{
    sync::{Arc, Condvar, Mutex, PoisonError},
    time::{Duration, Instant},
};

use journey_tests::builder;
use opentelemetry_sdk::{
    error::{OTelSdkError, OTelSdkResult},
    trace::{SpanData, SpanExporter},
};
use otel_runtime::{BatchSettings, Exporter, traced};

#[traced]
fn call() {}

#[derive(Debug)]
struct Panics;

impl SpanExporter for Panics {
    async fn export(&self, _: Vec<SpanData>) -> OTelSdkResult {
        std::panic::resume_unwind(Box::new("exporter"))
    }
}

#[derive(Debug)]
pub(crate) struct Fails;

impl SpanExporter for Fails {
    async fn export(&self, _: Vec<SpanData>) -> OTelSdkResult {
        Err(OTelSdkError::InternalFailure("no".to_owned()))
    }
}

/// Exports nothing until it is let go.
#[derive(Clone, Debug, Default)]
pub(crate) struct Hangs(Arc<(Mutex<bool>, Condvar)>);

impl Hangs {
    pub(crate) fn let_go(&self) {
        *self.0.0.lock().unwrap_or_else(PoisonError::into_inner) = true;
        self.0.1.notify_all();
    }
}

impl SpanExporter for Hangs {
    async fn export(&self, _: Vec<SpanData>) -> OTelSdkResult {
        let mut free = self.0.0.lock().unwrap_or_else(PoisonError::into_inner);
        while !*free {
            free = self.0.1.wait(free).unwrap_or_else(PoisonError::into_inner);
        }
        Ok(())
    }
}

#[test]
fn a_panicking_and_a_failing_one_are_accounted_for() {
    let (builder, spans) = builder();
    let telemetry = builder
        .exporter(Exporter::from(Panics).named("panics").at_once())
        .exporter(Exporter::from(Fails).named("fails").at_once())
        .build()
        .unwrap();
    for _ in 0..3 {
        telemetry.scope(call);
        let failure = telemetry.flush().unwrap_err().to_string();
        assert!(failure.contains("panicked"), "{failure}");
    }
    assert_eq!(spans.spans().len(), 3);
    let ledger = telemetry.ledger();
    let named = |name: &str| {
        let mut backends = ledger.backends.iter();
        backends.find(|one| one.backend == name).unwrap().clone()
    };
    assert_eq!(named("panics").dropped.exporter_panicked, 3, "{ledger}");
    assert_eq!(named("fails").dropped.export_failed, 3, "{ledger}");
    assert!(ledger.backends.iter().all(|backend| backend.pending == 0));
}

#[test]
fn a_hanging_one_keeps_only_itself_waiting() {
    let hangs = Hangs::default();
    let (builder, spans) = builder();
    let small = BatchSettings {
        max_spans: 1,
        queue_spans: Some(10),
        ..BatchSettings::default()
    };
    let hanging = Exporter::from(hangs.clone()).named("hangs").batch(small);
    let telemetry = builder.exporter(hanging.at_once()).build().unwrap();
    telemetry.scope(|| (0..100).for_each(|_| call()));
    let before = Instant::now();
    let flushed = telemetry.flush_timeout(Duration::from_millis(300));
    assert!(flushed.is_err());
    assert!(before.elapsed() < Duration::from_secs(5));
    assert_eq!(spans.spans().len(), 100);
    let ledger = telemetry.ledger();
    let hanging = ledger
        .backends
        .iter()
        .find(|one| one.backend == "hangs")
        .unwrap();
    assert_eq!(hanging.pending, 10, "{ledger}");
    assert_eq!(hanging.dropped.queue_full, 90, "{ledger}");
    hangs.let_go();
    let _ = telemetry.flush();
    let ledger = telemetry.ledger();
    assert!(
        ledger.backends.iter().all(|one| one.pending == 0),
        "{ledger}"
    );
}

#[test]
fn a_hanging_one_bounds_the_shutdown() {
    let hangs = Hangs::default();
    let (builder, spans) = builder();
    let telemetry = builder
        .exporter(Exporter::from(hangs.clone()).at_once())
        .build()
        .unwrap();
    telemetry.scope(call);
    let before = Instant::now();
    assert!(
        telemetry
            .shutdown_timeout(Duration::from_millis(300))
            .is_err()
    );
    assert!(before.elapsed() < Duration::from_secs(5));
    assert_eq!(spans.spans().len(), 1);
    hangs.let_go();
}
