//! Many spans at once.

use otel_runtime::{Telemetry, traced};

use crate::roomy;

const SPANS: usize = 100_000;

#[traced(attrs(a = n, b = "text", c = 1.5, d = true, e = [1, 2, 3]))]
fn call(n: usize) {}

fn assert_nothing_lost(telemetry: &Telemetry, spans: &otel_runtime::MemoryExporter) {
    telemetry.flush().unwrap();
    let ledger = telemetry.ledger();
    assert_eq!(ledger.ended, SPANS as u64, "{ledger}");
    assert_eq!(ledger.buffers_full, 0, "{ledger}");
    let mut seen: Vec<String> = spans
        .spans()
        .iter()
        .map(|span| journey_tests::values(span, "a")[0].as_str().into_owned())
        .collect();
    seen.sort();
    seen.dedup();
    assert_eq!(seen.len(), SPANS);
}

#[test]
fn from_one_thread() {
    let (telemetry, spans) = roomy();
    telemetry.scope(|| (0..SPANS).for_each(call));
    assert_nothing_lost(&telemetry, &spans);
}

#[test]
fn from_four_threads() {
    let (telemetry, spans) = roomy();
    std::thread::scope(|threads| {
        for part in 0..4 {
            let telemetry = &telemetry;
            let numbers = part * SPANS / 4..(part + 1) * SPANS / 4;
            threads.spawn(move || telemetry.scope(|| numbers.for_each(call)));
        }
    });
    assert_nothing_lost(&telemetry, &spans);
}

#[test]
fn a_burst_on_each_of_many_living_threads_leaves_room_for_the_next() {
    let (telemetry, spans) = roomy();
    let (ended, end) = std::sync::mpsc::channel();
    std::thread::scope(|threads| {
        let mut alive = Vec::new();
        for part in 0..20 {
            let (telemetry, ended) = (&telemetry, ended.clone());
            let (stay, wait) = std::sync::mpsc::channel::<()>();
            let numbers = part * SPANS / 20..(part + 1) * SPANS / 20;
            threads.spawn(move || {
                telemetry.scope(|| numbers.for_each(call));
                ended.send(()).unwrap();
                // Stays alive until all have ended theirs, and keeps its ring.
                let _ = wait.recv();
            });
            end.recv().unwrap();
            telemetry.flush().unwrap();
            alive.push(stay);
        }
    });
    assert_nothing_lost(&telemetry, &spans);
}

#[test]
fn what_does_not_fit_is_counted() {
    #[traced(attrs(text))]
    fn large(text: &str) {
        let _ = text;
    }
    let (telemetry, spans) = roomy();
    let text = "x".repeat(400_000);
    telemetry.scope(|| (0..500).for_each(|_| large(&text)));
    telemetry.flush().unwrap();
    let ledger = telemetry.ledger();
    assert_eq!(ledger.ended, 500);
    assert_eq!(
        ledger.ended,
        ledger.buffers_full + ledger.backends[0].ended,
        "{ledger}"
    );
    assert_eq!(spans.spans().len() as u64, ledger.backends[0].exported);
}
