//! The figures of a telemetry as metrics: they say what the ledger says.

use std::time::Duration;

use journey_tests::{
    builder,
    metrics::{Collected, Metrics},
    remote, telemetry,
};
use otel_runtime::{
    BackendLedger, BatchSettings, Exporter, MemoryExporter, Otlp, TelemetryLedger, traced,
};

use crate::backends::{Fails, Hangs};

const STARTED: &str = "otel.sdk.span.started";
const PROCESSED: &str = "otel.sdk.processor.span.processed";
const QUEUE_SIZE: &str = "otel.sdk.processor.span.queue.size";
const QUEUE_CAPACITY: &str = "otel.sdk.processor.span.queue.capacity";
const EXPORTED: &str = "otel.sdk.exporter.span.exported";
const IN_FLIGHT: &str = "otel.sdk.exporter.span.inflight";
const DURATION: &str = "otel.sdk.exporter.operation.duration";

#[traced]
fn call() {}

#[traced]
fn outer() {
    call();
}

#[traced(parent = remote(true))]
fn served() {}

/// Whether each metric says what the ledger says of this backend, and of those of its name that were
/// removed.
#[track_caller]
fn assert_same(metrics: &Collected, ledger: &TelemetryLedger, name: &str) {
    let exporter = format!("otel.component.name={name}");
    let processor = format!("otel.component.name=batching_span_processor/{name}");
    let exported = |error: &str| metrics.sum(EXPORTED, &[&exporter, error]);
    let processed = |error: &str| metrics.sum(PROCESSED, &[&processor, error]);
    let pending = metrics.sum(QUEUE_SIZE, &[&processor]) + metrics.sum(IN_FLIGHT, &[&exporter]);
    let column = |of: fn(&BackendLedger) -> u64| {
        let rows = ledger.backends.iter().chain(&ledger.removed);
        let rows = rows.filter(|row| row.backend == name);
        i64::try_from(rows.map(of).sum::<u64>()).unwrap()
    };
    let told = [
        exported("error.type=rejected"),
        exported("error.type=export_failed"),
        exported("error.type=too_large"),
        exported("error.type=exporter_panicked"),
        processed("error.type=queue_full"),
        processed("error.type=already_shutdown"),
        processed("error.type=spool_full"),
        processed("error.type=spool_damaged"),
        pending,
    ];
    let columns = [
        column(|row| row.rejected),
        column(|row| row.dropped.export_failed),
        column(|row| row.dropped.too_large),
        column(|row| row.dropped.exporter_panicked),
        column(|row| row.dropped.queue_full),
        column(|row| row.dropped.shut_down),
        column(|row| row.dropped.spool_full),
        column(|row| row.dropped.spool_damaged),
        column(|row| row.pending),
    ];
    assert_eq!(told, columns, "{name}: {ledger}");
    // With those that were acknowledged, it is every span.
    let failed: i64 = columns[..4].iter().sum();
    let all_exported = metrics.sum(EXPORTED, &[&exporter]);
    assert_eq!(
        all_exported - failed,
        column(|row| row.exported),
        "{ledger}"
    );
    let all_processed = metrics.sum(PROCESSED, &[&processor]);
    assert_eq!(all_processed + pending, column(|row| row.ended), "{ledger}");
}

#[test]
fn every_column_of_the_ledger_is_told() {
    let hangs = Hangs::default();
    let small = BatchSettings {
        max_spans: 1,
        queue_spans: Some(10),
        ..BatchSettings::default()
    };
    let hanging = Exporter::from(hangs.clone()).named("hangs").batch(small);
    let (builder, _) = builder();
    let telemetry = builder
        .exporter(Exporter::from(Fails).named("fails").at_once())
        .exporter(hanging)
        .build()
        .unwrap();
    let metrics = Metrics::default();
    metrics.observe(&telemetry);
    telemetry.scope(|| {
        served();
        (0..25).for_each(|_| outer());
    });
    assert!(telemetry.flush_timeout(Duration::from_millis(300)).is_err());
    let (collected, ledger) = (metrics.collect(), telemetry.ledger());
    for name in ["memory", "fails", "hangs"] {
        assert_same(&collected, &ledger, name);
    }
    let hangs_waits = [
        (QUEUE_SIZE, "batching_span_processor/hangs", 9),
        (QUEUE_CAPACITY, "batching_span_processor/hangs", 10),
        (IN_FLIGHT, "hangs", 1),
    ];
    for (metric, name, spans) in hangs_waits {
        let name = format!("otel.component.name={name}");
        assert_eq!(collected.sum(metric, &[&name]), spans, "{metric}");
    }
    assert_eq!(collected.attributes(QUEUE_CAPACITY).len(), 1);
    for (origin, spans) in [("none", 25), ("local", 25), ("remote", 1)] {
        let origin = format!("otel.span.parent.origin={origin}");
        let sampled = "otel.span.sampling_result=RECORD_AND_SAMPLE";
        assert_eq!(
            collected.sum(STARTED, &[&origin, sampled]),
            spans,
            "{origin}"
        );
    }
    assert_eq!(collected.sum(STARTED, &[]), 51);

    hangs.let_go();
    let _ = telemetry.shutdown();
    let (collected, ledger) = (metrics.collect(), telemetry.ledger());
    for name in ["memory", "fails", "hangs"] {
        assert_same(&collected, &ledger, name);
        let duration = [&*format!("otel.component.name={name}")];
        assert!(collected.sum(DURATION, &duration) > 0, "{name}");
    }
    let failed = "otel.component.name=fails, otel.component.type=telemetry::Fails";
    assert_eq!(
        collected.sum(DURATION, &["error.type=export_failed"]),
        collected.sum(DURATION, &["otel.component.name=fails"])
    );
    assert!(
        collected.attributes(EXPORTED).contains(&failed),
        "{collected:#?}"
    );
}

#[test]
fn spans_that_come_too_late_are_told() {
    let (telemetry, _) = telemetry();
    let metrics = Metrics::default();
    metrics.observe(&telemetry);
    telemetry.shutdown().unwrap();
    // Another telemetry keeps the call sites on, and its flush goes behind all that ended before.
    let (other, _) = journey_tests::telemetry();
    telemetry.scope(|| (0..3).for_each(|_| call()));
    other.scope(call);
    other.flush().unwrap();
    let late = [
        "otel.component.name=otel_runtime::Telemetry",
        "error.type=already_shutdown",
    ];
    assert_eq!(metrics.collect().sum(PROCESSED, &late), 3);
}

#[test]
fn what_was_removed_stays_in_the_sums() {
    let (telemetry, _) = telemetry();
    let metrics = Metrics::default();
    metrics.observe(&telemetry);
    let exporter = || Exporter::from(MemoryExporter::default()).named("added");
    for round in 1..=5 {
        let backend = telemetry.add_exporter(exporter()).unwrap();
        telemetry.scope(|| (0..10).for_each(|_| call()));
        telemetry.flush().unwrap();
        assert_eq!(backend.ledger().exported, 10);
        let added = ["otel.component.name=added"];
        assert_eq!(metrics.collect().sum(EXPORTED, &added), 10 * round);
        assert!(metrics.collect().sum(DURATION, &added) >= round);
        telemetry.remove_exporter(&backend).unwrap();
        assert_eq!(metrics.collect().sum(EXPORTED, &added), 10 * round);
        assert_same(&metrics.collect(), &telemetry.ledger(), "added");
    }
}

#[test]
fn an_otlp_exporter_is_named_by_kind_and_server() {
    let (builder, _) = builder();
    let telemetry = builder
        .exporter(Otlp::grpc().endpoint("https://me:secret@collector.example"))
        .exporter(Otlp::http().endpoint("http://[::1]:9999/x"))
        .build()
        .unwrap();
    let metrics = Metrics::default();
    metrics.observe(&telemetry);
    let collected = metrics.collect();
    let attributes = collected.attributes(IN_FLIGHT);
    for expected in [
        "otel.component.name=otlp grpc https://collector.example, otel.component.type=otlp_grpc_span_exporter, \
         server.address=collector.example, server.port=443",
        "otel.component.name=otlp http http://[::1]:9999/x, otel.component.type=otlp_http_span_exporter, \
         server.address=::1, server.port=9999",
        "otel.component.name=memory, otel.component.type=otel_runtime::MemoryExporter",
    ] {
        assert!(attributes.contains(&expected), "{attributes:#?}");
    }
    assert!(!format!("{collected:?}").contains("secret"));
}

#[test]
fn the_last_provider_alone_is_told_and_only_until_the_telemetry_is_dropped() {
    let (telemetry, _) = telemetry();
    let [first, last] = [Metrics::default(), Metrics::default()];
    first.observe(&telemetry);
    last.observe(&telemetry);
    telemetry.scope(call);
    telemetry.flush().unwrap();
    assert!(first.collect().is_empty());
    assert_eq!(last.collect().sum(EXPORTED, &[]), 1);
    telemetry.shutdown().unwrap();
    assert_eq!(last.collect().sum(EXPORTED, &[]), 1);
    drop(telemetry);
    let collected = last.collect();
    assert!(collected.attributes(EXPORTED).is_empty(), "{collected:#?}");
}
