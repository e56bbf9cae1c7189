//! A destination that is not there, and what becomes of what it was to be told.

use std::time::{Duration, Instant};

use otel_runtime::{Otlp, Telemetry, Temporality};
use otlp_sink::{Answer, Line, Sink};

use crate::{assert_adds_up, builder, ledger, meter, otlp, points, values};

/// A telemetry whose exports end after a short time, and its destination.
fn short(temporality: Temporality) -> (Telemetry, Sink) {
    let sink = Sink::start();
    let exporter = otlp(Otlp::grpc(), &sink)
        .temporality(temporality)
        .timeout(Duration::from_millis(300));
    (builder(exporter).build().unwrap(), sink)
}

#[test]
fn after_an_outage_cumulative_values_are_whole() {
    let (telemetry, sink) = short(Temporality::Cumulative);
    let requests = meter(&telemetry).u64_counter("requests").build();
    requests.add(1, &[]);
    telemetry.flush().unwrap();
    sink.line(Line::Down);
    for _ in 0..2 {
        requests.add(10, &[]);
        let failed = telemetry.flush().unwrap_err().to_string();
        assert!(failed.contains("not delivered so far"), "{failed}");
    }
    let during = ledger(&telemetry);
    assert_adds_up(&during);
    assert!(during.pending > 0 && during.superseded > 0 && during.lost == 0);
    sink.line(Line::Open);
    requests.add(100, &[]);
    telemetry.flush().unwrap();
    assert_eq!(values(&sink, "requests"), [1.0, 121.0]);
    let after = ledger(&telemetry);
    assert_adds_up(&after);
    assert_eq!((after.pending, after.lost), (0, 0));
}

#[test]
fn what_an_outage_costs_with_delta_is_counted() {
    let (telemetry, sink) = short(Temporality::Delta);
    let requests = meter(&telemetry).u64_counter("requests").build();
    let open = meter(&telemetry).i64_up_down_counter("open").build();
    sink.line(Line::Down);
    requests.add(10, &[]);
    open.add(1, &[]);
    let failed = telemetry.flush().unwrap_err().to_string();
    assert!(failed.contains("not delivered"), "{failed}");
    let during = ledger(&telemetry);
    assert_adds_up(&during);
    // The counter's; what goes up and down is told again.
    assert!(during.lost >= 1 && during.pending >= 1, "{during:?}");
    sink.line(Line::Open);
    requests.add(1, &[]);
    telemetry.flush().unwrap();
    assert_eq!(values(&sink, "requests"), [1.0]);
    assert_eq!(values(&sink, "open"), [1.0]);
    let after = ledger(&telemetry);
    assert_adds_up(&after);
    assert_eq!(after.lost, during.lost);
    assert_eq!(after.pending, 0);
    telemetry.shutdown().unwrap();
}

#[test]
fn what_the_last_export_did_not_deliver_is_lost_and_counted() {
    let (telemetry, sink) = short(Temporality::Cumulative);
    meter(&telemetry)
        .u64_counter("requests")
        .build()
        .add(1, &[]);
    sink.line(Line::Down);
    let failed = telemetry.shutdown().unwrap_err().to_string();
    assert!(failed.contains("data points not delivered"), "{failed}");
    let ledger = ledger(&telemetry);
    assert_adds_up(&ledger);
    assert_eq!((ledger.lost, ledger.pending), (ledger.made, 0));
}

#[test]
fn a_receiver_that_asks_for_patience_is_asked_again() {
    let sink = Sink::start();
    sink.answer_next([
        Answer::Unavailable,
        Answer::Throttled(Duration::from_millis(200)),
        Answer::Unavailable,
    ]);
    let telemetry = builder(otlp(Otlp::grpc(), &sink)).build().unwrap();
    meter(&telemetry)
        .u64_counter("requests")
        .build()
        .add(1, &[]);
    telemetry.flush().unwrap();
    assert_eq!(values(&sink, "requests"), [1.0]);
    let requests = sink.requests();
    assert_eq!(requests.len(), 4);
    let waited = requests[2] - requests[1];
    assert!(waited >= Duration::from_millis(200), "{waited:?}");
}

#[test]
fn a_connection_that_breaks_is_made_again() {
    let sink = Sink::start();
    let telemetry = builder(otlp(Otlp::http(), &sink)).build().unwrap();
    let requests = meter(&telemetry).u64_counter("requests").build();
    sink.line(Line::Reset);
    requests.add(1, &[]);
    std::thread::scope(|scope| {
        let flushing = scope.spawn(|| telemetry.flush());
        journey_tests::wait_until(|| sink.resets() > 0);
        sink.line(Line::Open);
        flushing.join().unwrap().unwrap();
    });
    assert_eq!(values(&sink, "requests"), [1.0]);
}

#[test]
fn what_the_receiver_rejects_is_counted() {
    for (answer, all) in [(Answer::TakeHalf, false), (Answer::Refuse, true)] {
        let sink = Sink::answering(answer);
        let telemetry = builder(otlp(Otlp::http(), &sink)).build().unwrap();
        let requests = meter(&telemetry).u64_counter("requests").build();
        let routes = ["/a", "/b", "/c", "/d"];
        for path in routes {
            requests.add(1, &crate::route(path));
        }
        let failed = telemetry.flush().unwrap_err().to_string();
        assert!(failed.contains("not delivered: the receiver"), "{failed}");
        let ledger = ledger(&telemetry);
        assert_adds_up(&ledger);
        assert_eq!(ledger.exported == 0, all, "{ledger:?}");
        assert_eq!(sink.points().len() as u64, ledger.exported);
        assert!(ledger.rejected > 0);
    }
}

#[test]
fn a_request_that_is_too_large_goes_in_parts() {
    let sink = Sink::answering(Answer::TakeUpTo(2_000));
    let telemetry = builder(otlp(Otlp::http(), &sink)).build().unwrap();
    let meter = meter(&telemetry);
    for number in 0..60 {
        let name = format!("a_metric_with_a_name_of_some_length_{number}");
        meter.u64_counter(name).build().add(number, &[]);
    }
    telemetry.flush().unwrap();
    let mut arrived: Vec<f64> = points(&sink).iter().map(|point| point.value).collect();
    arrived.sort_by(f64::total_cmp);
    let expected: Vec<f64> = (0..60).map(f64::from).collect();
    assert_eq!(arrived, expected);
    let ledger = ledger(&telemetry);
    assert_adds_up(&ledger);
    assert_eq!(ledger.exported, ledger.made);
    assert!(sink.metric_headers().len() > 1);
}

#[test]
fn a_flush_and_a_shutdown_end_in_time() {
    let sink = Sink::start();
    sink.line(Line::Silent);
    let telemetry = builder(otlp(Otlp::grpc(), &sink)).build().unwrap();
    meter(&telemetry)
        .u64_counter("requests")
        .build()
        .add(1, &[]);
    let start = Instant::now();
    assert!(telemetry.flush_timeout(Duration::from_millis(200)).is_err());
    assert!(
        telemetry
            .shutdown_timeout(Duration::from_millis(400))
            .is_err()
    );
    let took = start.elapsed();
    assert!(took < Duration::from_secs(2), "{took:?}");
    journey_tests::wait_until(|| ledger(&telemetry).lost > 0);
    assert_adds_up(&ledger(&telemetry));
}

#[test]
fn spans_that_nobody_takes_leave_metrics_their_turn() {
    #[otel_runtime::traced]
    fn work() {}

    let [dead, alive] = [Sink::start(), Sink::start()];
    dead.line(Line::Silent);
    let telemetry = builder(otlp(Otlp::grpc(), &alive))
        .exporter(Otlp::grpc().endpoint(dead.endpoint()))
        .build()
        .unwrap();
    meter(&telemetry)
        .u64_counter("requests")
        .build()
        .add(1, &[]);
    telemetry.scope(work);
    assert!(telemetry.shutdown_timeout(Duration::from_secs(1)).is_err());
    assert_eq!(values(&alive, "requests"), [1.0]);
    // The runtime's own figures tell what became of the spans.
    let late = "error.type=already_shutdown".to_owned();
    let lost = alive.points().into_iter().filter(|point| {
        point.metric == "otel.sdk.processor.span.processed" && point.attributes.contains(&late)
    });
    assert_eq!(lost.map(|point| point.value).sum::<f64>(), 1.0);
}

#[test]
fn a_dead_exporter_costs_the_other_nothing() {
    let [dead, alive] = [Sink::start(), Sink::start()];
    dead.line(Line::Silent);
    let telemetry = builder(otlp(Otlp::grpc(), &dead))
        .metric_exporter(otlp(Otlp::grpc(), &alive))
        .build()
        .unwrap();
    meter(&telemetry)
        .u64_counter("requests")
        .build()
        .add(1, &[]);
    assert!(telemetry.shutdown_timeout(Duration::from_secs(1)).is_err());
    assert_eq!(values(&alive, "requests"), [1.0]);
}
