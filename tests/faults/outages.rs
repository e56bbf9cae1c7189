//! Destinations that are away, slow or fail for a while: they get everything, each span once.

use std::time::Duration;

use journey_tests::wait_until;
use otel_runtime::{CircuitState, Otlp, Protocol, Telemetry, traced};
use otlp_sink::{Answer, Line, Sink};

use crate::pair::{BOTH, Pair, wait_for_resets};

/// The test that `docs/faults.md` shows.
#[test]
fn an_order_placed_while_nobody_listens_arrives() -> Result<(), Box<dyn std::error::Error>> {
    #[traced]
    fn place_order() {}
    let sink = Sink::start();
    let telemetry = Telemetry::builder()
        .without_environment()
        .exporter(Otlp::grpc().endpoint(sink.endpoint()))
        .build()?;
    sink.line(Line::Down);
    telemetry.scope(place_order);
    sink.line(Line::Open);
    telemetry.flush()?;
    assert_eq!(sink.count("place_order"), 1);
    Ok(())
}

#[test]
fn a_burst_of_spans_arrives() {
    for protocol in BOTH {
        let sink = Sink::start();
        let pair = Pair::sending_to(&sink, protocol);
        pair.work(20_000);
        pair.all_arrive(20_000, &sink);
    }
}

#[test]
fn a_receiver_that_comes_later_gets_everything() {
    for protocol in BOTH {
        let sink = Sink::start();
        sink.line(Line::Down);
        let pair = Pair::sending_to(&sink, protocol);
        pair.work(1_000);
        pair.wait_for(|ledger| ledger.circuit == CircuitState::Open);
        pair.work(1_000);
        sink.line(Line::Open);
        pair.all_arrive(2_000, &sink);
    }
}

#[test]
fn a_receiver_that_goes_and_comes_again_gets_everything() {
    for protocol in BOTH {
        let sink = Sink::start();
        let pair = Pair::sending_to(&sink, protocol);
        pair.work(1_000);
        pair.all_arrive(1_000, &sink);
        sink.line(Line::Down);
        pair.work(1_000);
        pair.wait_for(|ledger| ledger.circuit == CircuitState::Open);
        pair.work(1_000);
        sink.line(Line::Open);
        pair.all_arrive(3_000, &sink);
    }
}

#[test]
fn connections_that_are_reset_at_once_cost_nothing() {
    for protocol in BOTH {
        let sink = Sink::start();
        sink.line(Line::Reset);
        let pair = Pair::sending_to(&sink, protocol);
        pair.work(1_000);
        wait_for_resets(&sink, 4);
        sink.line(Line::Open);
        pair.all_arrive(1_000, &sink);
    }
}

/// A request is larger than what goes through one of the first connections.
#[test]
fn connections_that_are_reset_in_the_middle_of_a_request_cost_nothing() {
    for protocol in BOTH {
        let sink = Sink::start();
        sink.line(Line::ResetAfter(10_000));
        let pair = Pair::sending_to(&sink, protocol);
        pair.work(1_000);
        wait_for_resets(&sink, 2);
        sink.line(Line::Open);
        pair.all_arrive(1_000, &sink);
    }
}

/// Each connection carries a part only: what waits is not put into a request that never fits.
#[test]
fn connections_that_are_reset_again_and_again_cost_nothing() {
    for protocol in BOTH {
        let sink = Sink::start();
        sink.line(Line::ResetAfter(400_000));
        let pair = Pair::sending_to(&sink, protocol);
        pair.work(20_000);
        assert_eq!(pair.telemetry.flush(), Ok(()));
        // A connection may be reset between what was taken and the word of it.
        let ledger = pair.settled_at_least_once(&sink.ids());
        assert_eq!(ledger.exported, 20_000, "{ledger}");
        assert!(sink.resets() > 0);
    }
}

#[test]
fn a_receiver_that_resets_the_connection_instead_of_answering_gets_everything() {
    for protocol in BOTH {
        let sink = Sink::start();
        sink.answer_next([Answer::Reset, Answer::Reset]);
        let pair = Pair::sending_to(&sink, protocol);
        pair.work(1_000);
        pair.all_arrive(1_000, &sink);
        assert_eq!(sink.resets(), 2);
    }
}

/// Over HTTP the status has said it. Over gRPC it comes last, so the spans are sent again.
#[test]
fn an_answer_that_breaks_off_costs_nothing() {
    for protocol in BOTH {
        let sink = Sink::start();
        sink.answer_next([Answer::BreakOff]);
        let pair = Pair::sending_to(&sink, protocol);
        pair.work(100);
        assert_eq!(pair.telemetry.flush(), Ok(()));
        let arrived = sink.ids();
        let ledger = pair.settled_at_least_once(&arrived);
        assert_eq!(ledger.exported, 100, "{ledger}");
        let times = if protocol == Protocol::Grpc { 2 } else { 1 };
        assert_eq!(arrived.len(), 100 * times);
    }
}

#[test]
fn a_receiver_that_is_slow_gets_everything() {
    for protocol in BOTH {
        let sink = Sink::answering(Answer::TakeAfter(Duration::from_millis(300)));
        let pair = Pair::sending_to(&sink, protocol);
        for requests in 0..4 {
            pair.work(1_000);
            // The next come while a request is being answered.
            wait_until(|| sink.requests().len() > requests);
        }
        pair.all_arrive(4_000, &sink);
    }
}

#[test]
fn a_receiver_that_is_unavailable_for_a_while_gets_everything() {
    for protocol in BOTH {
        let sink = Sink::start();
        sink.answer_next([Answer::Unavailable; 3]);
        let pair = Pair::sending_to(&sink, protocol);
        pair.work(1_000);
        pair.all_arrive(1_000, &sink);
        assert!(sink.requests().len() >= 4);
    }
}

#[test]
fn a_receiver_that_throttles_is_given_the_time_it_asks_for() {
    for protocol in BOTH {
        let sink = Sink::start();
        let asked = Duration::from_secs(1);
        sink.answer_next([Answer::Throttled(asked)]);
        let pair = Pair::sending_to(&sink, protocol);
        pair.work(1_000);
        pair.all_arrive(1_000, &sink);
        let requests = sink.requests();
        let pause = requests[1] - requests[0];
        assert!(pause >= asked, "{pause:?}");
    }
}
