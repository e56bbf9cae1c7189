//! Destinations that are exchanged while the program runs.

use std::{
    collections::HashSet,
    sync::atomic::{AtomicBool, AtomicUsize, Ordering},
    thread,
    time::{Duration, Instant},
};

use journey_tests::{Stop, wait_until};
use otel_runtime::{MemoryExporter, Otlp, Telemetry, traced};
use otlp_sink::{Answer, Sink};

#[traced]
fn work() {}

fn telemetry(endpoint: &str) -> (Telemetry, MemoryExporter) {
    let all = MemoryExporter::default();
    let telemetry = Telemetry::builder()
        .without_environment()
        .exporter(all.clone())
        .exporter(Otlp::grpc().endpoint(endpoint))
        .build()
        .unwrap();
    (telemetry, all)
}

/// The least that each of the four threads makes; the destination is exchanged at a quarter of that.
const EACH: usize = 3_000;

#[test]
fn one_destination_takes_over_from_another_under_load() {
    let [old, new] = [Sink::start(), Sink::start()];
    let (telemetry, all) = telemetry(old.endpoint());
    let before = telemetry.backends().remove(1);
    let made = AtomicUsize::new(0);
    let exchanged = AtomicBool::new(false);
    thread::scope(|threads| {
        let _exchanged = Stop(&exchanged);
        for _ in 0..4 {
            threads.spawn(|| {
                let mut own = 0;
                while own < EACH || !exchanged.load(Ordering::Relaxed) {
                    telemetry.scope(work);
                    own += 1;
                    if made.fetch_add(1, Ordering::Relaxed).is_multiple_of(100) {
                        // The spans of a long exchange must fit the queues.
                        thread::sleep(Duration::from_millis(1));
                    }
                }
            });
        }
        wait_until(|| made.load(Ordering::Relaxed) >= EACH);
        let exporter = Otlp::grpc().endpoint(new.endpoint());
        telemetry.add_exporter(exporter).unwrap();
        let minute = Duration::from_secs(60);
        assert_eq!(telemetry.remove_exporter_timeout(&before, minute), Ok(()));
        assert_eq!(old.count("work") as u64, before.ledger().exported);
    });
    telemetry.flush().unwrap();
    let ledger = telemetry.ledger();
    let [first, second] = [&ledger.removed[0], &ledger.backends[1]].map(|row| row.exported);
    assert_eq!(
        [old.count("work") as u64, new.count("work") as u64],
        [first, second]
    );
    assert!(first >= EACH as u64 && second > 0, "{ledger}");
    let ids = |sink: &Sink| sink.spans().into_iter().map(|span| span.span_id);
    let arrived: HashSet<_> = ids(&old).chain(ids(&new)).collect();
    let made = made.into_inner();
    assert_eq!((arrived.len(), all.spans().len()), (made, made));
}

#[test]
fn a_dead_destination_is_removed_in_time() {
    let sink = Sink::answering(Answer::TakeAfter(Duration::from_secs(3_600)));
    let (telemetry, all) = telemetry(sink.endpoint());
    telemetry.scope(|| (0..1_000).for_each(|_| work()));
    let dead = telemetry.backends().remove(1);
    let timeout = Duration::from_secs(2);
    let start = Instant::now();
    let failure = telemetry
        .remove_exporter_timeout(&dead, timeout)
        .unwrap_err();
    let took = start.elapsed();
    assert!(
        took >= timeout * 8 / 10 && took <= timeout * 3 / 2,
        "{took:?}"
    );
    assert!(
        failure
            .to_string()
            .contains("1000 spans were not delivered"),
        "{failure}"
    );
    let ledger = dead.ledger();
    assert_eq!((ledger.ended, ledger.dropped.shut_down), (1_000, 1_000));
    assert_eq!(ledger.pending, 0);
    telemetry.flush().unwrap();
    assert_eq!(all.spans().len(), 1_000);
}

#[test]
fn what_a_removed_spool_leaves_its_successor_takes_over() {
    let folder = std::env::temp_dir().join(format!("otel-changes-{}", std::process::id()));
    let dead = Sink::answering(Answer::TakeAfter(Duration::from_secs(3_600)));
    let sink = Sink::start();
    let exporter = |sink: &Sink| Otlp::grpc().endpoint(sink.endpoint()).spool(&*folder);
    let telemetry = Telemetry::builder()
        .without_environment()
        .exporter(exporter(&dead))
        .build()
        .unwrap();
    telemetry.scope(|| (0..100).for_each(|_| work()));
    let before = telemetry.backends().remove(0);
    let timeout = Duration::from_millis(500);
    assert_eq!(telemetry.remove_exporter_timeout(&before, timeout), Ok(()));
    assert_eq!(before.ledger().spooled, 100, "{}", before.ledger());
    let after = telemetry.add_exporter(exporter(&sink)).unwrap();
    telemetry.scope(|| (0..10).for_each(|_| work()));
    telemetry.shutdown().unwrap();
    let ledger = after.ledger();
    assert_eq!(
        (ledger.recovered, ledger.ended, ledger.exported),
        (100, 10, 110)
    );
    assert_eq!(sink.count("work"), 110);
    std::fs::remove_dir_all(folder).unwrap();
}
