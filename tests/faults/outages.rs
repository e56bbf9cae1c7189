//! Destinations that fail for a while: the ledger says what they got, span by span, and a backend
//! beside them gets everything.

use std::{
    collections::HashSet,
    thread::sleep,
    time::{Duration, Instant},
};

use opentelemetry_sdk::trace::SpanData;
use otel_runtime::{
    BackendLedger, BatchSettings, CircuitState, Exporter, MemoryExporter, Otlp, Telemetry, traced,
};
use tonic::{Code, Status};

use crate::sink::{Answer, Sink};

#[traced(attrs(n))]
fn work(n: u64) {}

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

    fn sending_to(endpoint: &str) -> Self {
        Self::new(Otlp::grpc().endpoint(endpoint))
    }

    pub(crate) fn work(&self, times: u64) {
        self.telemetry.scope(|| (0..times).for_each(work));
    }

    fn ledger(&self) -> BackendLedger {
        self.telemetry.ledger().backends.swap_remove(0)
    }

    /// Waits until the destination's ledger is like this.
    #[track_caller]
    fn wait_for(&self, is_so: impl Fn(&BackendLedger) -> bool) {
        let limit = Instant::now() + Duration::from_secs(20);
        while !is_so(&self.ledger()) {
            assert!(Instant::now() < limit, "{}", self.ledger());
            sleep(Duration::from_millis(5));
        }
    }

    /// Compares the ledger after a flush with the ids of the spans that arrived, each of them once.
    #[track_caller]
    pub(crate) fn settled(&self, arrived: &[Vec<u8>]) -> BackendLedger {
        let ledger = self.ledger();
        let id = |span: &SpanData| span.span_context.span_id().to_bytes().to_vec();
        let made: HashSet<_> = self.beside.spans().iter().map(id).collect();
        let unique: HashSet<_> = arrived.iter().cloned().collect();
        assert_eq!(ledger.ended, made.len() as u64, "{ledger}");
        assert_eq!(ledger.exported, unique.len() as u64, "{ledger}");
        assert_eq!(arrived.len(), unique.len(), "some arrived twice");
        assert!(unique.is_subset(&made), "what arrived was never made");
        let lost = ledger.rejected + ledger.dropped.total();
        assert_eq!(ledger.ended, ledger.exported + lost, "{ledger}");
        assert_eq!(ledger.pending, 0, "{ledger}");
        ledger
    }

    /// All of `times` spans arrive at one of the sinks, and only there.
    #[track_caller]
    fn all_arrive(&self, times: u64, sinks: &[&Sink]) {
        assert_eq!(self.telemetry.flush(), Ok(()));
        let ledger = self.settled(&ids(sinks));
        assert_eq!(ledger.exported, times, "{ledger}");
        assert_eq!(ledger.circuit, CircuitState::Closed);
    }
}

fn ids(sinks: &[&Sink]) -> Vec<Vec<u8>> {
    let spans = sinks.iter().flat_map(|sink| sink.spans());
    spans.map(|span| span.span_id).collect()
}

fn unavailable() -> Answer {
    Answer::Fail(Status::unavailable("later"))
}

/// The status of a receiver that names the time at which it will take more.
fn throttled(seconds: u8) -> Answer {
    let url = b"type.googleapis.com/google.rpc.RetryInfo";
    let delay = [0x0a, 2, 0x08, seconds];
    let field = |tag: u8, value: &[u8]| [&[tag, value.len().try_into().unwrap()], value].concat();
    let info = [field(0x0a, url), field(0x12, &delay)].concat();
    let details = field(0x1a, &info).into();
    Answer::Fail(Status::with_details(
        Code::ResourceExhausted,
        "busy",
        details,
    ))
}

#[test]
fn a_burst_of_spans_arrives() {
    let sink = Sink::start();
    let pair = Pair::sending_to(&sink.endpoint);
    pair.work(20_000);
    pair.all_arrive(20_000, &[&sink]);
}

#[cfg(unix)]
#[test]
fn a_receiver_that_comes_later_gets_everything() {
    let address = crate::address::Address::hold();
    let pair = Pair::sending_to(&address.endpoint());
    pair.work(1_000);
    pair.wait_for(|ledger| ledger.circuit == CircuitState::Open);
    pair.work(1_000);
    let sink = Sink::at(&address);
    pair.all_arrive(2_000, &[&sink]);
}

#[cfg(unix)]
#[test]
fn a_receiver_that_goes_and_comes_again_gets_everything() {
    let address = crate::address::Address::hold();
    let first = Sink::at(&address);
    let pair = Pair::sending_to(&address.endpoint());
    pair.work(1_000);
    pair.all_arrive(1_000, &[&first]);
    let before = ids(&[&first]);
    drop(first);
    pair.work(1_000);
    pair.wait_for(|ledger| ledger.circuit == CircuitState::Open);
    pair.work(1_000);
    let second = Sink::at(&address);
    assert_eq!(pair.telemetry.flush(), Ok(()));
    let ledger = pair.settled(&[before, ids(&[&second])].concat());
    assert_eq!(ledger.exported, 3_000, "{ledger}");
}

#[test]
fn connections_that_are_reset_cost_nothing() {
    let sink = Sink::resetting(4);
    let pair = Pair::sending_to(&sink.endpoint);
    pair.work(1_000);
    pair.all_arrive(1_000, &[&sink]);
}

#[test]
fn a_receiver_that_is_slow_gets_everything() {
    let sink = Sink::slow(Duration::from_millis(300));
    let pair = Pair::sending_to(&sink.endpoint);
    for _ in 0..4 {
        pair.work(1_000);
        sleep(Duration::from_millis(100));
    }
    pair.all_arrive(4_000, &[&sink]);
}

#[test]
fn a_receiver_that_is_unavailable_for_a_while_gets_everything() {
    let sink = Sink::answering([unavailable(), unavailable(), unavailable()]);
    let pair = Pair::sending_to(&sink.endpoint);
    pair.work(1_000);
    pair.all_arrive(1_000, &[&sink]);
    assert!(sink.requests().len() >= 4);
}

#[test]
fn a_receiver_that_throttles_is_given_the_time_it_asks_for() {
    let sink = Sink::answering([throttled(1)]);
    let pair = Pair::sending_to(&sink.endpoint);
    pair.work(1_000);
    pair.all_arrive(1_000, &[&sink]);
    let requests = sink.requests();
    let pause = requests[1] - requests[0];
    assert!(pause >= Duration::from_secs(1), "{pause:?}");
}

#[test]
fn what_a_receiver_refuses_is_counted_and_not_sent_again() {
    let sink = Sink::answering([Answer::Fail(Status::resource_exhausted("no more"))]);
    let pair = Pair::sending_to(&sink.endpoint);
    pair.work(100);
    let error = pair.telemetry.flush().unwrap_err().to_string();
    assert!(error.contains("no more"), "{error}");
    pair.work(100);
    assert_eq!(pair.telemetry.flush(), Ok(()));
    let ledger = pair.settled(&ids(&[&sink]));
    assert_eq!((ledger.exported, ledger.rejected), (100, 100), "{ledger}");
    assert_eq!(sink.requests().len(), 2);
}

#[test]
fn what_a_receiver_takes_in_part_is_counted_in_part() {
    let sink = Sink::answering([Answer::TakeHalf]);
    let pair = Pair::sending_to(&sink.endpoint);
    pair.work(100);
    let error = pair.telemetry.flush().unwrap_err().to_string();
    assert!(error.contains("too old"), "{error}");
    let ledger = pair.settled(&ids(&[&sink]));
    assert_eq!((ledger.exported, ledger.rejected), (50, 50), "{ledger}");
    assert_eq!(sink.requests().len(), 1);
}

#[test]
fn a_dead_receiver_costs_a_live_one_nothing() {
    let never = Duration::from_secs(3_600);
    let (live, dead) = (Sink::start(), Sink::slow(never));
    let beside = Otlp::grpc().endpoint(&live.endpoint);
    let telemetry = Telemetry::builder()
        .without_environment()
        .exporter(Otlp::grpc().endpoint(&dead.endpoint))
        .exporter(beside)
        .build()
        .unwrap();
    telemetry.scope(|| (0..1_000).for_each(work));
    let start = Instant::now();
    let error = telemetry.shutdown_timeout(Duration::from_secs(1));
    assert!(error.is_err());
    let took = start.elapsed();
    assert!(took < Duration::from_millis(1_100), "{took:?}");
    assert_eq!(live.count("work"), 1_000);
    let ledger = telemetry.ledger();
    let (dead, live) = (&ledger.backends[0], &ledger.backends[1]);
    assert_eq!((dead.exported, dead.dropped.shut_down), (0, 1_000));
    assert_eq!((live.exported, live.pending), (1_000, 0));
    assert_eq!(dead.pending, 0);
}
