//! Shutdown and flush mean the same in every runtime and in none, and keep to their time.

use std::{
    thread,
    time::{Duration, Instant},
};

use otel_runtime::{BatchSettings, MemoryExporter, Otlp, Telemetry, traced};
use otlp_sink::{Answer, Sink};

use crate::pair::NEVER;

#[traced]
async fn work() {
    tokio::task::yield_now().await;
}

/// What is not asked for waits.
fn telemetry(endpoint: &str) -> Telemetry {
    let batch = BatchSettings {
        delay: NEVER,
        ..BatchSettings::default()
    };
    Telemetry::builder()
        .without_environment()
        .batch(batch)
        .exporter(Otlp::grpc().endpoint(endpoint))
        .build()
        .unwrap()
}

/// 100 spans, a flush, 100 more and a shutdown, twice, with true results.
async fn flush_and_shut_down() {
    let sink = Sink::start();
    let telemetry = telemetry(sink.endpoint());
    let start = Instant::now();
    for _ in 0..100 {
        telemetry.scope(work()).await;
    }
    assert_eq!(telemetry.flush(), Ok(()));
    assert_eq!(sink.count("work"), 100);
    for _ in 0..100 {
        telemetry.scope(work()).await;
    }
    assert_eq!(telemetry.shutdown(), Ok(()));
    assert_eq!(telemetry.shutdown(), Ok(()));
    assert_eq!(telemetry.flush(), Ok(()));
    assert_eq!(sink.count("work"), 200);
    let ledger = telemetry.ledger();
    let backend = &ledger.backends[0];
    assert_eq!((backend.exported, backend.pending), (200, 0), "{ledger}");
    assert!(
        start.elapsed() < Duration::from_secs(4),
        "{:?}",
        start.elapsed()
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn in_a_multi_thread_runtime() {
    flush_and_shut_down().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn in_a_task_of_a_multi_thread_runtime() {
    tokio::spawn(flush_and_shut_down()).await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn in_a_task_of_a_runtime_with_one_worker() {
    tokio::spawn(flush_and_shut_down()).await.unwrap();
}

#[tokio::test(flavor = "current_thread")]
async fn in_a_current_thread_runtime() {
    flush_and_shut_down().await;
}

#[tokio::test(flavor = "current_thread")]
async fn in_a_task_of_a_current_thread_runtime() {
    tokio::spawn(flush_and_shut_down()).await.unwrap();
}

#[test]
fn in_no_runtime() {
    futures::executor::block_on(flush_and_shut_down());
}

#[tokio::test(flavor = "current_thread")]
async fn in_a_drop_inside_a_task() {
    let sink = Sink::start();
    let telemetry = telemetry(sink.endpoint());
    let task = tokio::spawn(async move {
        telemetry.scope(work()).await;
        drop(telemetry);
    });
    task.await.unwrap();
    assert_eq!(sink.count("work"), 1);
}

#[test]
fn in_a_drop_of_a_runtime_that_owns_the_telemetry() {
    let sink = Sink::start();
    let telemetry = telemetry(sink.endpoint());
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(telemetry.scope(work()));
    runtime.spawn(async move {
        let _held = telemetry;
        std::future::pending::<()>().await;
    });
    drop(runtime);
    assert_eq!(sink.count("work"), 1);
}

/// Takes requests and never answers.
fn silent() -> Sink {
    Sink::answering(Answer::TakeAfter(NEVER))
}

#[test]
fn backends_that_never_answer_share_one_deadline_and_it_is_kept() {
    let silent = [silent(), silent()];
    let (sink, memory) = (Sink::start(), MemoryExporter::default());
    let telemetry = Telemetry::builder()
        .without_environment()
        .exporter(Otlp::grpc().endpoint(silent[0].endpoint()))
        .exporter(Otlp::grpc().endpoint(silent[1].endpoint()))
        .exporter(Otlp::grpc().endpoint(sink.endpoint()))
        .exporter(memory.clone())
        .build()
        .unwrap();
    futures::executor::block_on(telemetry.scope(work()));
    let limit = Duration::from_secs(2);
    let start = Instant::now();
    let error = telemetry.shutdown_timeout(limit).unwrap_err().to_string();
    let took = start.elapsed();
    assert!(took > limit * 8 / 10 && took < limit * 3 / 2, "{took:?}");
    for silent in &silent {
        let address = silent.endpoint().trim_start_matches("http://");
        assert!(error.contains(address), "{error}");
    }
    assert_eq!((sink.count("work"), memory.spans().len()), (1, 1));
    let lost = telemetry
        .ledger()
        .backends
        .iter()
        .map(|backend| backend.dropped.shut_down)
        .sum::<u64>();
    assert_eq!(lost, 2);
}

#[test]
fn a_flush_keeps_to_its_time_and_loses_nothing() {
    let sink = Sink::answering(Answer::TakeAfter(Duration::from_secs(2)));
    let telemetry = telemetry(sink.endpoint());
    futures::executor::block_on(telemetry.scope(work()));
    let limit = Duration::from_secs(1);
    let start = Instant::now();
    telemetry.flush_timeout(limit).unwrap_err();
    let took = start.elapsed();
    assert!(took >= limit && took < limit * 3 / 2, "{took:?}");
    assert_eq!(telemetry.shutdown_timeout(Duration::from_secs(10)), Ok(()));
    assert_eq!(sink.count("work"), 1);
}

#[test]
fn a_second_shutdown_keeps_to_its_own_time() {
    let sink = silent();
    let telemetry = telemetry(sink.endpoint());
    futures::executor::block_on(telemetry.scope(work()));
    let first = telemetry.clone();
    let (said, asked) = std::sync::mpsc::channel();
    let waiting = thread::spawn(move || {
        said.send(()).unwrap();
        first.shutdown_timeout(Duration::from_secs(4))
    });
    asked.recv().unwrap();
    // Whichever comes first asks the backends; both keep to their time.
    let limit = Duration::from_secs(1);
    let start = Instant::now();
    telemetry.shutdown_timeout(limit).unwrap_err();
    let took = start.elapsed();
    assert!(took < limit * 3 / 2, "{took:?}");
    waiting.join().unwrap().unwrap_err();
}
