//! The ledger beside what the receivers say.

use otel_runtime::TelemetryLedger;

use crate::destinations::Received;

/// Prints both; gives what does not agree.
pub(crate) fn compare(made: u64, ledger: &TelemetryLedger, received: &[Received]) -> Vec<String> {
    let mut mistakes = Vec::new();
    let mut agree = |what: String, ledger: u64, truth: u64| {
        if ledger != truth {
            mistakes.push(format!("{what}: {ledger} in the ledger, {truth} in truth"));
        }
    };
    agree("spans that ended".to_owned(), ledger.ended, made);
    let shown = made - ledger.buffers_full;
    for (backend, received) in ledger.backends.iter().zip(received) {
        println!("{backend}");
        println!("{:>7} {received}", "");
        let mut agree = |what: &str, ledger: u64, truth: u64| {
            agree(format!("{} {what}", backend.backend), ledger, truth);
        };
        let dropped = backend.dropped;
        agree("ended", backend.ended, shown);
        agree("exported", backend.exported, received.taken);
        agree("rejected", backend.rejected, received.rejected);
        agree("too large", dropped.too_large, received.too_large);
        let kept_out = dropped.queue_full + dropped.spool_full;
        agree("dropped", dropped.total(), dropped.too_large + kept_out);
        agree("pending", backend.pending, 0);
        let settled = backend.exported + backend.rejected + dropped.total();
        agree("settled", settled, shown);
        // What was never sent cannot have arrived.
        agree("sent", shown - kept_out, received.seen());
    }
    if ledger.buffers_full > 0 {
        println!("{} dropped, buffers full", ledger.buffers_full);
    }
    mistakes
}
