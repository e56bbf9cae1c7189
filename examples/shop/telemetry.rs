//! Where the spans of the four services go.

use std::env;

use anyhow::bail;
use otel_runtime::{ConsoleExporter, Exporter, Otlp, Protocol, Telemetry, TelemetryLedger};

/// A telemetry for one of several services in this process: with the console that they share, and
/// with a collector if `OTEL_TRACES_EXPORTER=otlp,console` asks for it.
pub(crate) fn of_service(name: &str, console: &ConsoleExporter) -> anyhow::Result<Telemetry> {
    let mut builder = Telemetry::builder().service(name);
    for exporter in exporters(console)? {
        builder = builder.exporter(exporter);
    }
    Ok(builder.build()?)
}

fn exporters(console: &ConsoleExporter) -> anyhow::Result<Vec<Exporter>> {
    let names = setting("OTEL_TRACES_EXPORTER").unwrap_or_else(|| "console".to_owned());
    let mut exporters = Vec::new();
    for name in names.split(',') {
        match name.trim() {
            "console" => exporters.push(console.clone().into()),
            "otlp" => exporters.push(otlp()?.into()),
            "none" => {}
            other => bail!("OTEL_TRACES_EXPORTER={other:?}: allowed are otlp, console, none"),
        }
    }
    Ok(exporters)
}

fn otlp() -> anyhow::Result<Otlp> {
    let protocol = match setting("OTEL_EXPORTER_OTLP_PROTOCOL") {
        Some(name) => name.parse()?,
        None => Protocol::HttpProtobuf,
    };
    let otlp = Otlp::new(protocol);
    Ok(match setting("OTEL_EXPORTER_OTLP_ENDPOINT") {
        Some(endpoint) => otlp.endpoint(endpoint),
        None => otlp,
    })
}

fn setting(name: &str) -> Option<String> {
    env::var(name).ok().filter(|value| !value.is_empty())
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
