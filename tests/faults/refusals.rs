//! Destinations that do not take everything: what they refuse is counted, once, and told.

use otel_runtime::Protocol;
use otlp_sink::{Answer, Sink};

use crate::pair::{BOTH, Pair};

#[test]
fn what_a_receiver_refuses_is_counted_and_not_sent_again() {
    for protocol in BOTH {
        let sink = Sink::start();
        sink.answer_next([Answer::Refuse]);
        let pair = Pair::sending_to(&sink, protocol);
        pair.work(100);
        let error = pair.telemetry.flush().unwrap_err().to_string();
        assert!(error.contains("no more"), "{error}");
        pair.work(100);
        assert_eq!(pair.telemetry.flush(), Ok(()));
        let ledger = pair.settled(&sink.ids());
        assert_eq!((ledger.exported, ledger.rejected), (100, 100), "{ledger}");
        assert_eq!(sink.requests().len(), 2);
    }
}

#[test]
fn what_a_receiver_takes_in_part_is_counted_in_part() {
    for protocol in BOTH {
        let sink = Sink::answering(Answer::TakeHalf);
        let pair = Pair::sending_to(&sink, protocol);
        pair.work(100);
        let error = pair.telemetry.flush().unwrap_err().to_string();
        assert!(error.contains("too old"), "{error}");
        let ledger = pair.settled(&sink.ids());
        assert_eq!((ledger.exported, ledger.rejected), (50, 50), "{ledger}");
        assert_eq!(sink.requests().len(), 1);
    }
}

#[test]
fn a_receiver_of_small_requests_gets_everything_in_small_requests() {
    for protocol in BOTH {
        let sink = Sink::answering(Answer::TakeUpTo(20_000));
        let pair = Pair::sending_to(&sink, protocol);
        pair.work(5_000);
        pair.all_arrive(5_000, &sink);
    }
}

#[test]
fn a_span_too_large_for_its_receiver_is_counted_and_the_others_arrive() {
    for protocol in BOTH {
        let sink = Sink::answering(Answer::TakeUpTo(20));
        let pair = Pair::sending_to(&sink, protocol);
        pair.work(3);
        let error = pair.telemetry.flush().unwrap_err().to_string();
        assert!(error.contains("a single span is too large"), "{error}");
        sink.answer(Answer::Take);
        pair.work(10);
        assert_eq!(pair.telemetry.flush(), Ok(()));
        let ledger = pair.settled(&sink.ids());
        let columns = (ledger.exported, ledger.dropped.too_large);
        assert_eq!(columns, (10, 3), "{ledger}");
    }
}

/// One refusal is of one batch: what comes after it is tried.
#[test]
fn a_refusal_costs_one_batch_and_no_more() {
    let sink = Sink::start();
    sink.answer_next([Answer::Take, Answer::Refuse, Answer::Unavailable]);
    let pair = Pair::sending_to(&sink, Protocol::Grpc);
    for made in [100, 200, 300] {
        pair.work(made);
        let _ = pair.telemetry.flush();
    }
    let ledger = pair.settled(&sink.ids());
    assert_eq!((ledger.exported, ledger.rejected), (400, 200), "{ledger}");
}
