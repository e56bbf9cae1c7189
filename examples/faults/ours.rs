//! Tracing with otel-runtime.

use otel_runtime::{Exporter, Otlp, Telemetry, traced};

use crate::{
    case::Case,
    panicking::Panicking,
    tracing::{SHUTDOWN, Tracing},
};

struct Ours(Telemetry);

#[traced(
    kind = server,
    attrs(
        number,
        http.request.method = "POST",
        http.route = "/orders/{id}",
        http.response.status_code = 201,
        order.express = number.is_multiple_of(2),
    )
)]
fn order(number: u64) {}

pub(crate) fn start(case: &Case, endpoints: &[&str], folder: Option<&str>) -> Box<dyn Tracing> {
    let mut builder = Telemetry::builder().without_environment().service("faults");
    for endpoint in endpoints {
        builder = builder.exporter(exporter(case, endpoint, folder));
    }
    let telemetry = builder.install().unwrap();
    if case.ending.is_a_signal() {
        #[cfg(unix)]
        telemetry.shutdown_on_signals().unwrap();
    }
    Box::new(Ours(telemetry))
}

fn exporter(case: &Case, endpoint: &str, folder: Option<&str>) -> Exporter {
    // The fault is in the exporter, so it is the same one for both.
    if let Some(panics) = case.panics {
        return Exporter::from(Panicking::new(crate::stock::exporter(endpoint), panics));
    }
    let otlp = Otlp::grpc().endpoint(endpoint);
    match folder {
        Some(folder) => otlp.spool(folder).into(),
        None => otlp.into(),
    }
}

impl Tracing for Ours {
    fn span(&self, number: u64) {
        order(number);
    }

    fn flush(&self) -> Result<(), String> {
        self.0
            .flush_timeout(SHUTDOWN)
            .map_err(|error| error.to_string())
    }

    fn shutdown(&self) -> Result<(), String> {
        self.0
            .shutdown_timeout(SHUTDOWN)
            .map_err(|error| error.to_string())
    }

    fn ended(&self) -> Option<u64> {
        Some(self.0.ledger().ended)
    }

    fn lost(&self) -> Option<u64> {
        let ledger = self.0.ledger();
        // The first destination is the one that is looked at.
        let backend = &ledger.backends[0];
        Some(ledger.buffers_full + backend.rejected + backend.dropped.total())
    }
}
