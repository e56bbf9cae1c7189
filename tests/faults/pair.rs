//! A telemetry that sends to a destination with faults and to a memory without, and the comparison
//! of the ledger with what arrived.

use std::{
    collections::HashSet,
    thread::sleep,
    time::{Duration, Instant},
};

use opentelemetry_sdk::trace::SpanData;
use otel_runtime::{
    BackendLedger, BatchSettings, CircuitState, Exporter, MemoryExporter, Otlp, Protocol,
    Telemetry, traced,
};
use otlp_sink::Sink;

/// How a telemetry sends.
pub(crate) const BOTH: [Protocol; 2] = [Protocol::Grpc, Protocol::HttpProtobuf];

/// A duration that no test waits out.
pub(crate) const NEVER: Duration = Duration::from_secs(3_600);

#[traced(attrs(n))]
pub(crate) fn work(n: u64) {}

/// A telemetry with a destination, and what nothing happens to.
pub(crate) struct Pair {
    pub(crate) telemetry: Telemetry,
    beside: MemoryExporter,
}

impl Pair {
    pub(crate) fn new(exporter: impl Into<Exporter>) -> Self {
        let beside = MemoryExporter::default();
        // A full batch is sent at once; what is not asked for waits, so that no clock decides.
        let batch = BatchSettings {
            delay: Duration::from_secs(60),
            ..BatchSettings::default()
        };
        let telemetry = Telemetry::builder()
            .without_environment()
            .batch(batch)
            .exporter(exporter)
            .exporter(beside.clone())
            .build()
            .unwrap();
        Self { telemetry, beside }
    }

    pub(crate) fn sending_to(sink: &Sink, protocol: Protocol) -> Self {
        Self::new(Otlp::new(protocol).endpoint(sink.endpoint()))
    }

    pub(crate) fn work(&self, times: u64) {
        self.telemetry.scope(|| (0..times).for_each(work));
    }

    pub(crate) fn ledger(&self) -> BackendLedger {
        self.telemetry.ledger().backends.swap_remove(0)
    }

    /// Waits until the destination's ledger is like this.
    #[track_caller]
    pub(crate) fn wait_for(&self, is_so: impl Fn(&BackendLedger) -> bool) {
        let limit = Instant::now() + Duration::from_secs(20);
        while !is_so(&self.ledger()) {
            assert!(Instant::now() < limit, "{}", self.ledger());
            sleep(Duration::from_millis(5));
        }
    }

    /// Compares the ledger after a flush with the ids of the spans that arrived, each of them once.
    #[track_caller]
    pub(crate) fn settled(&self, arrived: &[Vec<u8>]) -> BackendLedger {
        let ledger = self.settled_at_least_once(arrived);
        assert_eq!(arrived.len() as u64, ledger.exported, "some arrived twice");
        ledger
    }

    /// The same where an acknowledgement may have been lost on its way: then spans arrive again.
    #[track_caller]
    pub(crate) fn settled_at_least_once(&self, arrived: &[Vec<u8>]) -> BackendLedger {
        let ledger = self.ledger();
        let id = |span: &SpanData| span.span_context.span_id().to_bytes().to_vec();
        let made: HashSet<_> = self.beside.spans().iter().map(id).collect();
        let unique: HashSet<_> = arrived.iter().cloned().collect();
        assert_eq!(ledger.ended, made.len() as u64, "{ledger}");
        assert_eq!(ledger.exported, unique.len() as u64, "{ledger}");
        assert!(unique.is_subset(&made), "what arrived was never made");
        let lost = ledger.rejected + ledger.dropped.total();
        assert_eq!(ledger.ended, ledger.exported + lost, "{ledger}");
        assert_eq!(ledger.pending, 0, "{ledger}");
        ledger
    }

    /// All of `times` spans arrive, each of them once.
    #[track_caller]
    pub(crate) fn all_arrive(&self, times: u64, sink: &Sink) {
        assert_eq!(self.telemetry.flush(), Ok(()));
        let ledger = self.settled(&sink.ids());
        assert_eq!(ledger.exported, times, "{ledger}");
        assert_eq!(ledger.circuit, CircuitState::Closed);
    }
}

/// Waits until so many connections of the destination were reset.
#[track_caller]
pub(crate) fn wait_for_resets(sink: &Sink, resets: usize) {
    let limit = Instant::now() + Duration::from_secs(20);
    while sink.resets() < resets {
        assert!(Instant::now() < limit, "{} resets", sink.resets());
        sleep(Duration::from_millis(5));
    }
}
