//! Exporters of others that panic: once costs nothing, and always costs the others nothing.

use std::sync::{
    Arc, Mutex,
    atomic::{AtomicU64, Ordering},
};

use opentelemetry_sdk::{
    error::OTelSdkResult,
    trace::{SpanData, SpanExporter},
};

use crate::pair::Pair;

/// Panics in the calls that it is told to, and keeps the ids of what it takes in the others.
#[derive(Clone, Debug)]
struct Panics {
    in_call: fn(u64) -> bool,
    calls: Arc<AtomicU64>,
    taken: Arc<Mutex<Vec<Vec<u8>>>>,
}

impl Panics {
    fn new(in_call: fn(u64) -> bool) -> Self {
        Self {
            in_call,
            calls: Arc::default(),
            taken: Arc::default(),
        }
    }

    fn taken(&self) -> Vec<Vec<u8>> {
        self.taken.lock().unwrap().clone()
    }
}

impl SpanExporter for Panics {
    async fn export(&self, batch: Vec<SpanData>) -> OTelSdkResult {
        let call = self.calls.fetch_add(1, Ordering::Relaxed) + 1;
        assert!(!(self.in_call)(call), "an exporter's fault");
        let ids = batch
            .iter()
            .map(|span| span.span_context.span_id().to_bytes().to_vec());
        self.taken.lock().unwrap().extend(ids);
        Ok(())
    }
}

#[test]
fn an_exporter_that_panics_once_gets_everything() {
    let exporter = Panics::new(|call| call == 2);
    let pair = Pair::new(exporter.clone());
    pair.work(2_000);
    assert_eq!(pair.telemetry.flush(), Ok(()));
    let ledger = pair.settled(&exporter.taken());
    assert_eq!(ledger.exported, 2_000, "{ledger}");
}

#[test]
fn an_exporter_that_always_panics_is_counted() {
    let exporter = Panics::new(|_| true);
    let pair = Pair::new(exporter.clone());
    pair.work(2_000);
    let error = pair.telemetry.flush().unwrap_err().to_string();
    assert!(error.contains("an exporter's fault"), "{error}");
    let ledger = pair.settled(&exporter.taken());
    assert_eq!(ledger.dropped.exporter_panicked, 2_000, "{ledger}");
}
