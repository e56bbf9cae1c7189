//! Two programs that nobody here wrote as the backends of one telemetry: each is killed while it is
//! sent spans, and has them all once it is there again.

use std::{
    collections::HashSet,
    sync::atomic::{AtomicBool, Ordering},
    thread,
    time::{Duration, Instant},
};

use journey_tests::Stop;
use otel_runtime::{
    BackendLedger, BatchSettings, CircuitState, MemoryExporter, Otlp, Telemetry, traced,
};

use super::{otelite::Otelite, rotel::Rotel};

const PATIENCE: Duration = Duration::from_secs(60);

#[traced(kind = server, attrs(order.number = number))]
fn order(number: u64) {
    for line in 0..9 {
        let _ = price(number, line);
    }
}

#[traced(attrs(item = line), err(type = "sold_out"))]
fn price(number: u64, line: u64) -> Result<u64, String> {
    if (number + line).is_multiple_of(20) {
        return Err(format!("item {line} is sold out"));
    }
    Ok(line * 1_995)
}

/// Waits until the ledger of a backend is like this.
#[track_caller]
fn wait_for(telemetry: &Telemetry, backend: usize, is_so: impl Fn(&BackendLedger) -> bool) {
    let limit = Instant::now() + PATIENCE;
    loop {
        let ledger = telemetry.ledger().backends.swap_remove(backend);
        if is_so(&ledger) {
            return;
        }
        assert!(Instant::now() < limit, "{ledger}");
        thread::sleep(Duration::from_millis(5));
    }
}

/// Reads what rotel prints until it has printed all these spans.
#[track_caller]
fn printed(rotel: &Rotel, ids: &HashSet<String>) {
    let mut missing = ids.clone();
    while !missing.is_empty() {
        let line = rotel.line();
        if let Some((_, id)) = line.trim().split_once("ID             : ") {
            missing.remove(id);
        }
    }
}

fn ids(spans: &MemoryExporter) -> HashSet<String> {
    let spans = spans.spans().into_iter();
    spans
        .map(|span| span.span_context.span_id().to_string())
        .collect()
}

#[test]
fn two_backends_of_others_have_everything_although_each_was_killed() {
    const ROTEL: usize = 0;
    const OTELITE: usize = 1;
    let (Some(mut rotel), Some(mut otelite)) = (Rotel::start(), Otelite::start()) else {
        return;
    };
    let beside = MemoryExporter::default();
    let telemetry = Telemetry::builder()
        .without_environment()
        // So that something is under way at any time.
        .batch(BatchSettings {
            delay: Duration::from_millis(20),
            ..BatchSettings::default()
        })
        .exporter(Otlp::grpc().endpoint(rotel.grpc.endpoint()))
        .exporter(Otlp::grpc().endpoint(otelite.grpc.endpoint()))
        .exporter(beside.clone())
        .build()
        .unwrap();
    // Makes orders for as long as `work` takes.
    let while_orders_come = |work: &mut dyn FnMut()| {
        let over = AtomicBool::new(false);
        thread::scope(|scope| {
            let _over = Stop(&over);
            scope.spawn(|| {
                for number in 0.. {
                    if over.load(Ordering::Relaxed) {
                        break;
                    }
                    telemetry.scope(|| order(number));
                    thread::sleep(Duration::from_millis(10));
                }
            });
            work();
        });
    };

    // The store has what it has acknowledged: it is killed in the middle of a request, maybe.
    while_orders_come(&mut || {
        wait_for(&telemetry, OTELITE, |ledger| ledger.exported > 500);
        otelite.kill();
        wait_for(&telemetry, OTELITE, |ledger| {
            ledger.circuit == CircuitState::Open
        });
        let before = telemetry.ledger().backends[ROTEL].exported;
        wait_for(&telemetry, ROTEL, |ledger| ledger.exported > before);
        otelite.restart();
        wait_for(&telemetry, OTELITE, |ledger| {
            ledger.circuit == CircuitState::Closed
        });
    });
    assert_eq!(telemetry.flush_timeout(PATIENCE), Ok(()));
    printed(&rotel, &ids(&beside));

    // The collector acknowledges what it prints a little later: it is killed when it has printed
    // everything.
    rotel.kill();
    let earlier = ids(&beside);
    while_orders_come(&mut || {
        wait_for(&telemetry, ROTEL, |ledger| {
            ledger.circuit == CircuitState::Open
        });
        rotel.restart();
        wait_for(&telemetry, ROTEL, |ledger| {
            ledger.circuit == CircuitState::Closed
        });
    });
    assert_eq!(telemetry.flush_timeout(PATIENCE), Ok(()));
    let made = ids(&beside);
    printed(&rotel, &made.difference(&earlier).cloned().collect());

    let spans = beside.spans().into_iter();
    let traces = spans.map(|span| span.span_context.trace_id().to_string());
    assert_eq!(otelite.span_ids(&traces.collect()), made);
    assert_eq!(otelite.span_count(), made.len() as u64);
    for ledger in telemetry.ledger().backends {
        assert_eq!(ledger.ended, made.len() as u64, "{ledger}");
        assert_eq!(ledger.exported, ledger.ended, "{ledger}");
    }
}
