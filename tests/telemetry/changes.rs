//! Backends that are added and removed while the telemetry runs.

use std::time::{Duration, Instant};

use journey_tests::{builder, telemetry, wait_until};
use otel_runtime::{BatchSettings, Exporter, MemoryExporter, Telemetry, traced};

use crate::{backends::Hangs, ledger::assert_adds_up};

#[traced]
fn before() {}

#[traced]
fn between() {}

#[traced]
fn after() {}

#[test]
fn each_gets_what_ends_while_it_is_there() {
    let (telemetry, first) = telemetry();
    let spans = MemoryExporter::default();
    telemetry.scope(before);
    let backend = telemetry.add_exporter(spans.clone()).unwrap();
    telemetry.scope(between);
    telemetry.remove_exporter(&backend).unwrap();
    telemetry.scope(after);
    spans.assert_tree("between");
    telemetry.flush().unwrap();
    first.assert_tree("before\nbetween\nafter");
}

#[test]
fn a_span_that_is_open_goes_to_those_that_are_there_when_it_ends() {
    let (telemetry, first) = telemetry();
    let spans = MemoryExporter::default();
    #[traced]
    fn open(telemetry: &Telemetry, spans: &MemoryExporter) {
        let _ = telemetry.add_exporter(spans.clone());
        for backend in &telemetry.backends()[..1] {
            let _ = telemetry.remove_exporter(backend);
        }
    }
    telemetry.scope(|| open(&telemetry, &spans));
    telemetry.flush().unwrap();
    spans.assert_tree("open");
    first.assert_tree("");
}

#[test]
fn the_ledgers_tell_from_when_on_and_stay() {
    let (telemetry, _) = telemetry();
    telemetry.scope(|| (0..5).for_each(|_| before()));
    telemetry.flush().unwrap();
    let exporter = || Exporter::from(MemoryExporter::default()).named("added");
    let backend = telemetry.add_exporter(exporter()).unwrap();
    telemetry.scope(|| (0..3).for_each(|_| between()));
    telemetry.flush().unwrap();
    let ledger = telemetry.ledger();
    let [first, added] = &ledger.backends[..] else {
        panic!("{ledger}");
    };
    assert_eq!((first.shown_before, first.ended), (0, 8));
    assert_eq!((added.shown_before, added.ended), (5, 3));
    assert_adds_up(&ledger);

    telemetry.remove_exporter(&backend).unwrap();
    let again = telemetry.add_exporter(exporter()).unwrap();
    telemetry.scope(between);
    telemetry.remove_exporter(&again).unwrap();
    assert_eq!((backend.name(), backend.ledger().exported), ("added", 3));
    assert_eq!(again.ledger().exported, 1);
    let ledger = telemetry.ledger();
    assert_eq!(ledger.backends.len(), 1);
    let text = "; removed added: 4 ended = 4 exported + 0 rejected + 0 dropped + 0 pending";
    assert!(ledger.to_string().ends_with(text), "{ledger}");
}

#[test]
fn those_of_the_builder_can_be_removed_too() {
    let (telemetry, spans) = telemetry();
    let all = telemetry.backends();
    assert_eq!(all.len(), 1);
    telemetry.scope(before);
    telemetry.remove_exporter(&all[0]).unwrap();
    spans.assert_tree("before");
    assert!(telemetry.backends().is_empty());
    telemetry.scope(after);
    telemetry.flush().unwrap();
    assert_eq!(telemetry.ledger().ended, 2);
    telemetry.shutdown().unwrap();
    spans.assert_tree("before");
}

#[test]
fn a_removal_has_the_result_of_its_backend_alone() {
    let (telemetry, _) = telemetry();
    let exporter = Exporter::from(crate::backends::Fails).named("fails");
    let backend = telemetry.add_exporter(exporter).unwrap();
    telemetry.scope(before);
    let failure = telemetry.remove_exporter(&backend).unwrap_err();
    assert!(
        failure.to_string().starts_with("fails: 1 span"),
        "{failure}"
    );
    assert_eq!(telemetry.remove_exporter(&backend), Err(failure));
    assert_eq!(backend.ledger().dropped.export_failed, 1);
    assert_eq!(telemetry.flush(), Ok(()));
    assert_eq!(telemetry.ledger().removed[0].dropped.export_failed, 1);
}

#[test]
fn one_that_hangs_keeps_the_removal_to_its_time() {
    let hangs = Hangs::default();
    let (builder, spans) = builder();
    let batch = BatchSettings {
        max_spans: 1,
        ..BatchSettings::default()
    };
    let exporter = Exporter::from(hangs.clone()).batch(batch);
    let telemetry = builder.exporter(exporter).build().unwrap();
    telemetry.scope(|| (0..100).for_each(|_| before()));
    let backend = telemetry.backends().remove(1);
    let timeout = Duration::from_secs(2);
    let start = Instant::now();
    let result = telemetry.remove_exporter_timeout(&backend, timeout);
    let took = start.elapsed();
    assert!(result.is_err());
    assert!(
        took >= timeout * 9 / 10 && took <= timeout * 3 / 2,
        "{took:?}"
    );
    assert_eq!(backend.ledger().pending, 100);
    assert_eq!(telemetry.ledger().removed[0].pending, 100);
    telemetry.scope(after);
    assert_eq!(telemetry.flush(), Ok(()));
    assert_eq!(spans.spans().len(), 101);
    assert_eq!(telemetry.shutdown(), Ok(()));
    // What the exporter still does with the span that it has is counted, and so is the rest.
    hangs.let_go();
    wait_until(|| backend.ledger().pending == 0);
    let ledger = backend.ledger();
    assert_eq!((ledger.exported, ledger.dropped.shut_down), (1, 99));
}

#[test]
fn after_the_shutdown_nothing_is_added_and_nothing_is_left_to_remove() {
    let (telemetry, _) = telemetry();
    let backend = telemetry.backends().remove(0);
    telemetry.shutdown().unwrap();
    let error = telemetry.add_exporter(MemoryExporter::default());
    assert_eq!(
        error.unwrap_err().to_string(),
        "memory could not be started: the telemetry was shut down"
    );
    assert_eq!(telemetry.remove_exporter(&backend), Ok(()));
    assert_eq!(telemetry.ledger().backends.len(), 1);
}

#[test]
fn what_cannot_be_added_says_why() {
    let (telemetry, _) = telemetry();
    let batch = BatchSettings {
        max_spans: 0,
        ..BatchSettings::default()
    };
    let exporter = Exporter::from(MemoryExporter::default()).batch(batch);
    let error = telemetry.add_exporter(exporter).unwrap_err().to_string();
    assert!(error.starts_with("batch max_spans"), "{error}");
    assert_eq!(telemetry.backends().len(), 1);
}

#[test]
fn a_backend_of_another_telemetry_is_not_removed() {
    let (telemetry, _) = telemetry();
    let (other, spans) = journey_tests::telemetry();
    let failure = telemetry.remove_exporter(&other.backends()[0]);
    assert_eq!(
        failure.unwrap_err().to_string(),
        "memory is a backend of another telemetry"
    );
    other.scope(before);
    other.flush().unwrap();
    assert_eq!(spans.spans().len(), 1);
}
