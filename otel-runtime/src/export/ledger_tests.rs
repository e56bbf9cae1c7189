use super::ledger::*;

#[test]
fn a_span_is_in_one_column_and_the_line_names_the_causes() {
    let ledger = Ledger::new("memory".to_owned());
    (0..10).for_each(|_| ledger.ended());
    ledger.exported(4);
    ledger.rejected(1);
    ledger.dropped(DropCause::QueueFull, 2);
    ledger.dropped(DropCause::ShutDown, 1);
    assert_eq!(
        ledger.snapshot().to_string(),
        "memory: 10 ended = 4 exported + 1 rejected + 3 dropped (queue full 2, shut down 1) + 2 pending"
    );
    assert_eq!(
        Ledger::new("memory".to_owned()).snapshot().to_string(),
        "memory: 0 ended = 0 exported + 0 rejected + 0 dropped + 0 pending"
    );
}

#[cfg(any(feature = "otlp-grpc", feature = "otlp-http"))]
#[test]
fn what_one_run_hands_over_the_next_one_takes_over() {
    let ledger = Ledger::new("otlp".to_owned());
    (0..10).for_each(|_| ledger.ended());
    ledger.recovered(5);
    ledger.exported(2);
    ledger.dropped(DropCause::SpoolFull, 1);
    ledger.spooled(4);
    let expected = "otlp: 10 ended + 5 recovered = 2 exported + 0 rejected + 1 dropped (spool \
                    full 1) + 4 spooled + 8 pending";
    assert_eq!(ledger.snapshot().to_string(), expected);
    assert_eq!(ledger.lost(), 1);
}

#[test]
fn each_cause_has_a_column_of_its_own() {
    let ledger = Ledger::new("memory".to_owned());
    let mut sum = BackendLedger::default();
    for (cause, spans) in DropCause::ALL.into_iter().zip(1..) {
        ledger.dropped(cause, spans);
    }
    sum.add(&ledger.snapshot());
    sum.add(&ledger.snapshot());
    assert_eq!((sum.dropped.total(), ledger.lost()), (56, 28));
    let dropped = "56 dropped (queue full 2, export failed 4, too large 6, exporter panicked 8, \
                   shut down 10, spool full 12, spool damaged 14)";
    assert!(sum.to_string().contains(dropped), "{sum}");
}
