//! Every scenario of the sink, with our own ledger compared to the spans that arrived: at a tenth
//! of their durations, or at all of them with `FAULTS=all`.

use std::{
    collections::HashSet,
    thread,
    time::{Duration, Instant},
};

use otel_runtime::{BackendLedger, ExportError, Protocol};
use otlp_sink::{Loses, Pace, Scenario, Sink, evenly, scenarios};

use crate::pair::{Pair, work};

/// Runs a scenario to its end.
#[track_caller]
fn run(name: &str) {
    let full = std::env::var("FAULTS").is_ok_and(|which| which == "all");
    let all = scenarios(Pace(if full { 1 } else { 10 }));
    let scenario = all.iter().find(|scenario| scenario.name == name).unwrap();
    let sink = Sink::start();
    scenario.begin(&sink);
    let pair = Pair::sending_to(&sink, Protocol::Grpc);
    thread::scope(|scope| {
        scope.spawn(|| scenario.play(&sink));
        pair.telemetry
            .scope(|| evenly(scenario.spans, scenario.during, work));
    });
    check(scenario, &sink, &pair);
}

#[track_caller]
fn check(scenario: &Scenario, sink: &Sink, pair: &Pair) {
    let start = Instant::now();
    // What can be delivered may take its time on a busy machine.
    let limit = match scenario.loses {
        Loses::Nothing | Loses::WhatIsRefused => Duration::from_secs(60),
        Loses::WhatIsLate | Loses::Everything => Duration::from_secs(2),
    };
    let result = pair.telemetry.shutdown_timeout(limit);
    let took = start.elapsed();
    assert!(took < limit * 3 / 2, "{took:?}");
    let ledger = pair.ledger();
    assert_eq!(ledger.ended, scenario.spans, "{ledger}");
    let told = result.is_err();
    match scenario.loses {
        Loses::Nothing => {
            assert_eq!(result, Ok(()));
            let ledger = pair.settled_at_least_once(&sink.ids());
            assert_eq!(ledger.exported, scenario.spans, "{ledger}");
        }
        Loses::WhatIsRefused => {
            let ledger = pair.settled(&sink.ids());
            assert_eq!(ledger.dropped.total(), 0, "{ledger}");
            assert!(ledger.rejected > 0 && told, "{ledger}");
        }
        Loses::WhatIsLate => late(&ledger, &result, &sink.ids()),
        Loses::Everything => {
            let ledger = pair.settled(&sink.ids());
            assert_eq!(ledger.dropped.shut_down, scenario.spans, "{ledger}");
            assert!(told);
        }
    }
}

/// What is acknowledged has arrived; of what is given up, the last request may have.
#[track_caller]
fn late(ledger: &BackendLedger, result: &Result<(), ExportError>, arrived: &[Vec<u8>]) {
    let unique = arrived.iter().collect::<HashSet<_>>().len() as u64;
    let lost = ledger.dropped.shut_down;
    assert!(lost > 0 && result.is_err(), "{ledger}");
    assert_eq!(ledger.ended, ledger.exported + lost, "{ledger}");
    assert!(ledger.exported <= unique, "{unique} arrived; {ledger}");
}

/// A test for each of these scenarios.
macro_rules! rows {
    ($($name:ident)*) => {
        $(#[test]
        #[allow(non_snake_case, reason = "a kilobyte is a kB")]
        fn $name() {
            run(stringify!($name));
        })*

        #[test]
        fn every_scenario_is_a_row() {
            let rows = [$(stringify!($name)),*];
            let names = scenarios(Pace(1)).into_iter().map(|scenario| scenario.name);
            assert_eq!(names.collect::<Vec<_>>(), rows);
        }
    };
}

rows! {
    baseline burst_10k burst_100k down_first_10s down_mid_10s slow_1s slow_5s reset_first_10s
    reset_every_400kB reset_in_a_burst unavailable_5s throttled_5s exhausted_5s too_large
    partial_success black_hole
}
