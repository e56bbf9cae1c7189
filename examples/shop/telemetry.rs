//! Where the spans of the four services go.

use otel_runtime::{Telemetry, TelemetryLedger};

/// A telemetry for one of several services in this process. Where its spans go is read from the
/// environment, as for any program; by default that is the console, which all four share.
pub(crate) fn of_service(name: &str) -> anyhow::Result<Telemetry> {
    Ok(Telemetry::builder().service(name).build()?)
}

/// What became of the spans of all services, in a line for each backend.
pub(crate) fn ledger(ledgers: &[TelemetryLedger]) -> String {
    let mut lines: Vec<(&str, [u64; 5])> = Vec::new();
    for backend in ledgers.iter().flat_map(|ledger| &ledger.backends) {
        let columns = [
            backend.ended,
            backend.exported,
            backend.rejected,
            backend.dropped.total(),
            backend.pending,
        ];
        match lines.iter_mut().find(|(name, _)| *name == backend.backend) {
            Some((_, sums)) => sums
                .iter_mut()
                .zip(columns)
                .for_each(|(sum, one)| *sum += one),
            None => lines.push((&backend.backend, columns)),
        }
    }
    let lines = lines.iter().map(|(backend, [ended, exported, rejected, dropped, pending])| {
        format!(
            "ledger  {backend}: {ended} spans ended = {exported} exported + {rejected} rejected \
             + {dropped} dropped + {pending} pending"
        )
    });
    lines.collect::<Vec<_>>().join("\n")
}
