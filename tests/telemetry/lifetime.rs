//! Beginning and end of a telemetry.

use journey_tests::telemetry;
use otel_runtime::{MemoryExporter, Telemetry, traced};

#[traced]
fn call() {}

#[test]
fn a_second_shutdown_gives_the_result_of_the_first() {
    let (telemetry, spans) = telemetry();
    telemetry.scope(call);
    assert_eq!(telemetry.shutdown(), Ok(()));
    assert_eq!(telemetry.shutdown(), Ok(()));
    assert_eq!(telemetry.flush(), Ok(()));
    assert_eq!(spans.spans().len(), 1);
}

#[test]
fn dropping_the_last_clone_flushes() {
    let (telemetry, spans) = telemetry();
    let clone = telemetry.clone();
    telemetry.scope(call);
    drop(telemetry);
    clone.scope(call);
    drop(clone);
    assert_eq!(spans.spans().len(), 2);
}

#[test]
fn a_span_that_is_open_when_its_telemetry_ends_harms_nobody() {
    let (telemetry, spans) = telemetry();
    let last = std::cell::RefCell::new(Some(telemetry.clone()));
    #[traced]
    fn ends_it(telemetry: &std::cell::RefCell<Option<Telemetry>>) {
        call();
        drop(telemetry.take());
        call();
    }
    let ledger = telemetry.clone();
    telemetry.scope(|| {
        drop(telemetry.clone());
        ledger.shutdown().unwrap();
        ends_it(&last);
    });
    assert!(spans.spans().is_empty());
}

#[test]
fn telemetries_come_and_go() {
    for _ in 0..50 {
        let (telemetry, spans) = telemetry();
        telemetry.scope(call);
        drop(telemetry);
        assert_eq!(spans.spans().len(), 1);
    }
}

#[test]
fn many_build_and_end_at_once() {
    std::thread::scope(|threads| {
        for _ in 0..8 {
            threads.spawn(telemetries_come_and_go);
        }
    });
}

#[test]
fn without_a_telemetry_functions_just_work() {
    #[traced(attrs(n), ok)]
    fn add(n: i64) -> Result<i64, String> {
        Ok(n + 1)
    }
    assert_eq!(add(1), Ok(2));
}

#[test]
fn a_telemetry_without_exporters_can_be_flushed_and_ended() {
    let telemetry = Telemetry::builder()
        .without_environment()
        .exporter(MemoryExporter::default())
        .build()
        .unwrap();
    telemetry.flush().unwrap();
    telemetry.shutdown().unwrap();
}

#[test]
fn it_may_be_built_while_a_panic_passes() {
    struct Builds;
    impl Drop for Builds {
        fn drop(&mut self) {
            let (telemetry, spans) = telemetry();
            telemetry.scope(call);
            drop(telemetry);
            assert_eq!(spans.spans().len(), 1);
        }
    }
    let result = std::panic::catch_unwind(|| {
        let _builds = Builds;
        std::panic::resume_unwind(Box::new("boom"));
    });
    assert!(result.is_err());
}
