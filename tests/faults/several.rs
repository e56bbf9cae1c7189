//! Several destinations, of which some are dead: the others get everything, and a shutdown keeps
//! its one deadline within a tenth.

use std::time::{Duration, Instant};

use otel_runtime::{Otlp, Telemetry, TelemetryLedger};
use otlp_sink::{Answer, Line, Sink};

use crate::pair::{NEVER, work};

const LIMIT: Duration = Duration::from_secs(2);

/// Sends 1,000 spans to each, shuts down, and looks that the deadline was kept; the ledger, and
/// what the shutdown said.
#[track_caller]
fn shut_down(sinks: &[&Sink]) -> (TelemetryLedger, String) {
    let mut builder = Telemetry::builder().without_environment();
    for sink in sinks {
        builder = builder.exporter(Otlp::grpc().endpoint(sink.endpoint()));
    }
    let telemetry = builder.build().unwrap();
    telemetry.scope(|| (0..1_000).for_each(work));
    let start = Instant::now();
    let error = telemetry.shutdown_timeout(LIMIT).unwrap_err();
    let took = start.elapsed();
    assert!(took > LIMIT * 8 / 10 && took < LIMIT * 3 / 2, "{took:?}");
    (telemetry.ledger(), error.to_string())
}

/// A destination that accepts connections and never reads from them.
fn black_hole() -> Sink {
    let sink = Sink::start();
    sink.line(Line::Silent);
    sink
}

fn away() -> Sink {
    let sink = Sink::start();
    sink.line(Line::Down);
    sink
}

#[track_caller]
fn assert_dead(ledger: &TelemetryLedger, error: &str, index: usize, sink: &Sink) {
    let dead = &ledger.backends[index];
    let columns = (dead.exported, dead.dropped.shut_down, dead.pending);
    assert_eq!(columns, (0, 1_000, 0), "{dead}");
    assert_eq!(sink.ids().len(), 0);
    let address = sink.endpoint().trim_start_matches("http://");
    assert!(error.contains(address), "{error}");
}

#[track_caller]
fn assert_live(ledger: &TelemetryLedger, error: &str, index: usize, sink: &Sink) {
    let live = &ledger.backends[index];
    assert_eq!((live.exported, live.pending), (1_000, 0), "{live}");
    assert_eq!(sink.count("work"), 1_000);
    let address = sink.endpoint().trim_start_matches("http://");
    assert!(!error.contains(address), "{error}");
}

#[test]
fn a_black_hole_keeps_nobody_beyond_the_deadline() {
    let dead = black_hole();
    let (ledger, error) = shut_down(&[&dead]);
    assert_dead(&ledger, &error, 0, &dead);
}

#[test]
fn a_receiver_that_never_answers_costs_a_live_one_nothing() {
    let (dead, live) = (Sink::answering(Answer::TakeAfter(NEVER)), Sink::start());
    let (ledger, error) = shut_down(&[&dead, &live]);
    assert_dead(&ledger, &error, 0, &dead);
    assert_live(&ledger, &error, 1, &live);
}

#[test]
fn two_of_three_that_are_dead_share_one_deadline() {
    let (hole, away, live) = (black_hole(), away(), Sink::start());
    let (ledger, error) = shut_down(&[&hole, &away, &live]);
    assert_dead(&ledger, &error, 0, &hole);
    assert_dead(&ledger, &error, 1, &away);
    assert_live(&ledger, &error, 2, &live);
}

/// What ails one is no reason to wait for another.
#[test]
fn one_that_refuses_costs_the_others_neither_spans_nor_time() {
    let (refuses, live) = (Sink::answering(Answer::Refuse), Sink::start());
    let telemetry = Telemetry::builder()
        .without_environment()
        .exporter(Otlp::grpc().endpoint(refuses.endpoint()))
        .exporter(Otlp::http().endpoint(live.endpoint()))
        .build()
        .unwrap();
    telemetry.scope(|| (0..1_000).for_each(work));
    let start = Instant::now();
    let error = telemetry.shutdown_timeout(NEVER).unwrap_err().to_string();
    assert!(start.elapsed() < Duration::from_secs(20));
    let ledger = telemetry.ledger();
    assert_eq!(ledger.backends[0].rejected, 1_000, "{ledger}");
    assert_live(&ledger, &error, 1, &live);
}
