#![allow(clippy::unwrap_used)]

use std::{fs, net::TcpListener};

use opentelemetry_proto::tonic::trace::v1::Span;
use prost::Message;

use super::{tests::*, *};
use crate::export::{
    otlp::sink::{self, Answer},
    spool::{SpoolSettings, scratch::Folder},
};

/// An address at which nothing listens.
fn nobody() -> String {
    let socket = TcpListener::bind("127.0.0.1:0").unwrap();
    format!("http://{}", socket.local_addr().unwrap())
}

fn spooling(endpoint: &str, folder: &Folder) -> Otlp {
    Otlp::grpc().endpoint(endpoint).spool(folder.path())
}

/// The segments of a spool.
fn segments(folder: &Folder) -> Vec<std::path::PathBuf> {
    let entries = fs::read_dir(folder.path()).unwrap();
    let paths = entries.map(|entry| entry.unwrap().path());
    let mut paths: Vec<_> = paths.filter(|path| path.extension().is_some()).collect();
    paths.sort();
    paths
}

fn soon() -> Instant {
    Instant::now() + Duration::from_millis(300)
}

/// Has the backend tick, as the collector thread does, until the queue's memory is free again.
fn tick_until_written(sender: &mut Sender) {
    sender.backend.tick(Instant::now());
    let deadline = Instant::now() + Duration::from_secs(20);
    while !sender.backend.room.is_empty() {
        assert!(Instant::now() < deadline, "not written: {}", sender.line());
        std::thread::yield_now();
    }
}

#[test]
fn what_is_acknowledged_or_refused_is_deleted() {
    let folder = Folder::new();
    let running = sink::start([Answer::Fail(3, "nonsense")]);
    let mut sender = sender(spooling(&running.grpc, &folder), BatchSettings::default());
    sender.offer(10);
    assert!(sender.flush().unwrap_err().contains("nonsense"));
    sender.offer(600);
    assert_eq!(sender.flush(), Ok(()));
    let expected = "test: 610 ended = 600 exported + 10 rejected + 0 dropped + 0 pending";
    assert_eq!(sender.line(), expected);
    assert_eq!(spans(&running).iter().sum::<usize>(), 600);
    assert_eq!(segments(&folder), [""; 0].map(std::path::PathBuf::from));
}

#[test]
fn spans_of_many_ticks_become_one_request_when_their_delay_has_passed() {
    let folder = Folder::new();
    let running = sink::start([]);
    let settings = BatchSettings {
        max_spans: 30,
        ..BatchSettings::default()
    };
    let mut sender = sender(spooling(&running.grpc, &folder), settings);
    for _ in 0..3 {
        sender.offer(10);
        tick_until_written(&mut sender);
    }
    // Their number makes them due; nobody asks for a flush.
    let deadline = Instant::now() + Duration::from_secs(20);
    while running.sink.received().is_empty() {
        assert!(Instant::now() < deadline, "not sent: {}", sender.line());
        std::thread::yield_now();
    }
    assert_eq!(spans(&running), [10, 10, 10]);
    assert_eq!(running.sink.received().len(), 1);
}

#[test]
fn what_a_shutdown_leaves_is_sent_after_the_next_start() {
    let folder = Folder::new();
    let mut first = sender(spooling(&nobody(), &folder), BatchSettings::default());
    first.offer(700);
    assert_eq!(first.shutdown(soon()), Ok(()));
    let expected =
        "test: 700 ended = 0 exported + 0 rejected + 0 dropped + 700 spooled + 0 pending";
    assert_eq!(first.line(), expected);

    let running = sink::start([]);
    let mut second = sender(spooling(&running.grpc, &folder), BatchSettings::default());
    second.offer(5);
    assert_eq!(second.flush(), Ok(()));
    let expected =
        "test: 5 ended + 700 recovered = 705 exported + 0 rejected + 0 dropped + 0 pending";
    assert_eq!(second.line(), expected);
    assert_eq!(spans(&running).iter().sum::<usize>(), 705);
    assert_eq!(segments(&folder).len(), 0);
}

#[test]
fn what_was_being_sent_at_the_deadline_is_kept() {
    let folder = Folder::new();
    let running = sink::start([Answer::Hang]);
    let mut first = sender(spooling(&running.grpc, &folder), BatchSettings::default());
    first.offer(5);
    assert_eq!(first.shutdown(soon()), Ok(()));
    let expected = "test: 5 ended = 0 exported + 0 rejected + 0 dropped + 5 spooled + 0 pending";
    assert_eq!(first.line(), expected);
    let mut second = sender(spooling(&running.grpc, &folder), BatchSettings::default());
    assert_eq!(
        second.shutdown(Instant::now() + Duration::from_secs(20)),
        Ok(())
    );
    let expected = "test: 0 ended + 5 recovered = 5 exported + 0 rejected + 0 dropped + 0 pending";
    assert_eq!(second.line(), expected);
}

#[test]
fn an_outage_longer_than_the_retries_and_larger_than_the_queue_loses_nothing() {
    let folder = Folder::new();
    let running = sink::start(vec![Answer::Fail(14, "away"); 4]);
    let settings = BatchSettings {
        max_elapsed_time: Duration::from_millis(1),
        queue_bytes: 10_000,
        ..BatchSettings::default()
    };
    let mut sender = sender(spooling(&running.grpc, &folder), settings);
    for _ in 0..20 {
        sender.offer(100);
        tick_until_written(&mut sender);
    }
    assert_eq!(sender.flush(), Ok(()));
    let expected = "test: 2000 ended = 2000 exported + 0 rejected + 0 dropped + 0 pending";
    assert_eq!(sender.line(), expected);
    // Each attempt had the same request; what came meanwhile went together.
    assert!(running.sink.received().len() <= 5);
}

#[test]
fn a_full_spool_drops_its_oldest_and_counts_them() {
    let folder = Folder::new();
    let spool = SpoolSettings::new(folder.path()).max_bytes(1 << 20);
    let otlp = Otlp::grpc().endpoint(nobody()).spool(spool);
    let mut first = sender(otlp, BatchSettings::default());
    let large = Span {
        name: "x".repeat(100_000),
        ..Span::default()
    };
    for _ in 0..30 {
        first
            .backend
            .offer(first.scope, |out| large.encode_raw(out));
        tick_until_written(&mut first);
    }
    assert!(first.shutdown(soon()).unwrap_err().contains("max_bytes"));
    let ledger = first.backend.ledger.snapshot();
    assert_eq!((ledger.ended, ledger.pending), (30, 0));
    assert_eq!(ledger.spooled + ledger.dropped.spool_full, 30, "{ledger}");
    assert!((6..=10).contains(&ledger.spooled), "{ledger}");
    let bytes = |path| fs::metadata(path).unwrap().len();
    assert!(segments(&folder).iter().map(bytes).sum::<u64>() <= 1 << 20);
}

#[test]
fn what_ends_in_one_tick_goes_to_a_small_spool_in_parts() {
    let folder = Folder::new();
    let running = sink::start([]);
    let spool = SpoolSettings::new(folder.path()).max_bytes(1 << 20);
    let otlp = Otlp::grpc().endpoint(&running.grpc).spool(spool);
    let mut sender = sender(otlp, BatchSettings::default());
    let span = Span {
        name: "x".repeat(1_500),
        ..Span::default()
    };
    for _ in 0..500 {
        sender
            .backend
            .offer(sender.scope, |out| span.encode_raw(out));
    }
    assert_eq!(sender.flush(), Ok(()));
    let expected = "test: 500 ended = 500 exported + 0 rejected + 0 dropped + 0 pending";
    assert_eq!(sender.line(), expected);
}

#[test]
fn a_span_larger_than_a_quarter_of_the_spool_is_dropped_and_told() {
    let folder = Folder::new();
    let running = sink::start([]);
    let spool = SpoolSettings::new(folder.path()).max_bytes(1 << 20);
    let otlp = Otlp::grpc().endpoint(&running.grpc).spool(spool);
    let mut sender = sender(otlp, BatchSettings::default());
    let span = Span {
        name: "x".repeat(300_000),
        ..Span::default()
    };
    sender
        .backend
        .offer(sender.scope, |out| span.encode_raw(out));
    sender.offer(3);
    assert!(sender.flush().unwrap_err().contains("a quarter"));
    let expected = "test: 4 ended = 3 exported + 0 rejected + 1 dropped (spool full 1) + 0 pending";
    assert_eq!(sender.line(), expected);
}

#[test]
fn with_a_disk_that_fails_spans_go_from_memory() {
    let folder = Folder::new();
    let running = sink::start([]);
    let mut sender = sender(spooling(&running.grpc, &folder), BatchSettings::default());
    fs::remove_dir_all(folder.path()).unwrap();
    sender.offer(600);
    assert_eq!(sender.flush(), Ok(()));
    fs::create_dir(folder.path()).unwrap();
    sender.offer(7);
    assert_eq!(sender.flush(), Ok(()));
    let expected = "test: 607 ended = 607 exported + 0 rejected + 0 dropped + 0 pending";
    assert_eq!(sender.line(), expected);
    assert_eq!(spans(&running).iter().sum::<usize>(), 607);
    assert!(sender.backend.room.is_empty());
}

#[test]
fn a_disk_that_fails_and_a_receiver_that_is_away_are_a_loss_that_is_counted() {
    let folder = Folder::new();
    let mut sender = sender(spooling(&nobody(), &folder), BatchSettings::default());
    fs::remove_dir_all(folder.path()).unwrap();
    sender.offer(600);
    assert!(sender.shutdown(soon()).is_err());
    let expected =
        "test: 600 ended = 0 exported + 0 rejected + 600 dropped (shut down 600) + 0 pending";
    assert_eq!(sender.line(), expected);
}

#[test]
fn a_request_that_is_too_large_is_settled_in_parts() {
    let folder = Folder::new();
    let running = sink::start_with_limit(2_000);
    let mut sender = sender(spooling(&running.grpc, &folder), BatchSettings::default());
    sender.offer(100);
    assert_eq!(sender.flush(), Ok(()));
    let expected = "test: 100 ended = 100 exported + 0 rejected + 0 dropped + 0 pending";
    assert_eq!(sender.line(), expected);
    assert_eq!(segments(&folder).len(), 0);
}

#[test]
fn a_spool_that_cannot_be_is_an_error_that_names_the_setting() {
    let folder = Folder::new();
    let resource = Resource::builder_empty().build();
    let start = |otlp: &Otlp| {
        let backend = OtlpBackend::start(
            Arc::new(Ledger::new("t".into())),
            otlp,
            &resource,
            BatchSettings::default(),
        );
        backend.err().map(|error| error.to_string())
    };
    let otlp = spooling(&nobody(), &folder);
    let small = SpoolSettings::new(folder.path()).max_bytes(5);
    let error = start(&otlp.clone().spool(small)).unwrap();
    assert!(error.contains("max_bytes: \"5\""), "{error}");
    let _owner = sender(otlp.clone(), BatchSettings::default());
    let error = start(&otlp).unwrap();
    assert!(
        error.contains("OTLP spool") && error.contains("in use"),
        "{error}"
    );
    let file = folder.path().join("lock");
    let error = start(&otlp.spool(file.join("spool"))).unwrap();
    assert!(error.contains(&file.display().to_string()), "{error}");
}
