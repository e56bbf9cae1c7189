//! A line on stderr for each export: what went where, how long it took, what came of it.

use std::{
    fmt,
    panic::{AssertUnwindSafe, catch_unwind, resume_unwind},
    sync::Arc,
    time::{Duration, Instant},
};

use opentelemetry_sdk::{Resource, error::OTelSdkResult, trace::SpanData};

use super::{foreign::AnyExporter, worker::panic_text};
use crate::diagnostics::say;

/// Says what becomes of the exports of one exporter.
#[derive(Clone)]
pub(crate) struct ExportLog {
    exporter: String,
    output: Arc<dyn Fn(&str) + Send + Sync>,
}

impl ExportLog {
    pub(crate) fn new(exporter: &str) -> Self {
        Self::to(exporter, say)
    }

    pub(crate) fn to(exporter: &str, output: impl Fn(&str) + Send + Sync + 'static) -> Self {
        Self {
            exporter: exporter.to_owned(),
            output: Arc::new(output),
        }
    }

    /// Says one line. `bytes` are those of the batch as OTLP protobuf, where it is sent as that.
    pub(crate) fn exported(
        &self,
        spans: usize,
        bytes: Option<usize>,
        took: Duration,
        result: impl fmt::Display,
    ) {
        let noun = if spans == 1 { "span" } else { "spans" };
        let bytes = bytes.map(|bytes| format!(", {bytes} bytes"));
        let (exporter, bytes) = (&self.exporter, bytes.unwrap_or_default());
        (self.output)(&format!(
            "otel: export to {exporter}: {spans} {noun}{bytes}, {took:.1?}: {result}"
        ));
    }
}

impl fmt::Debug for ExportLog {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("ExportLog").field(&self.exporter).finish()
    }
}

/// An exporter and its log.
pub(crate) struct Logged {
    pub(crate) exporter: Box<dyn AnyExporter>,
    pub(crate) log: ExportLog,
}

impl AnyExporter for Logged {
    fn set_resource(&mut self, resource: &Resource) {
        self.exporter.set_resource(resource);
    }

    fn export(&self, batch: Vec<SpanData>) -> OTelSdkResult {
        let spans = batch.len();
        let start = Instant::now();
        let result = catch_unwind(AssertUnwindSafe(|| self.exporter.export(batch)));
        let text = match &result {
            Ok(Ok(())) => "ok".to_owned(),
            Ok(Err(error)) => error.to_string(),
            Err(panic) => format!("panicked: {}", panic_text(&**panic)),
        };
        self.log.exported(spans, None, start.elapsed(), text);
        result.unwrap_or_else(|panic| resume_unwind(panic))
    }

    fn force_flush(&self) -> OTelSdkResult {
        self.exporter.force_flush()
    }

    fn shutdown(&self, deadline: Instant) -> OTelSdkResult {
        self.exporter.shutdown(deadline)
    }

    #[cfg(feature = "metrics")]
    fn type_name(&self) -> String {
        self.exporter.type_name()
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::panic)]

    use std::sync::Mutex;

    use opentelemetry_sdk::{error::OTelSdkError, trace::SpanExporter};

    use super::*;
    use crate::export::fixture::span;

    #[derive(Debug)]
    struct Moody;

    impl SpanExporter for Moody {
        async fn export(&self, batch: Vec<SpanData>) -> OTelSdkResult {
            match batch.len() {
                1 => Ok(()),
                2 => Err(OTelSdkError::InternalFailure("no\nroom".to_owned())),
                _ => panic!("too many"),
            }
        }
    }

    #[test]
    fn each_export_is_a_line_with_its_result_and_a_panic_goes_on() {
        let said = Arc::new(Mutex::new(Vec::new()));
        let lines = said.clone();
        let output = move |line: &str| lines.lock().unwrap().push(line.to_owned());
        let logged = Logged {
            exporter: Box::new(Moody),
            log: ExportLog::to("moody", output),
        };
        let secret = span("a", 1, 0, 0, 1).with("password", "hunter2").0;
        let batch = |spans| vec![secret.clone(); spans];
        assert!(logged.export(batch(1)).is_ok());
        assert!(logged.export(batch(2)).is_err());
        assert!(catch_unwind(AssertUnwindSafe(|| logged.export(batch(3)))).is_err());
        let said = said.lock().unwrap();
        for (line, (start, end)) in said.iter().zip([
            ("otel: export to moody: 1 span, ", ": ok"),
            (
                "otel: export to moody: 2 spans, ",
                "Operation failed: no\nroom",
            ),
            ("otel: export to moody: 3 spans, ", ": panicked: too many"),
        ]) {
            assert!(line.starts_with(start) && line.ends_with(end), "{line}");
        }
        assert_eq!(said.len(), 3);
        assert!(!said.concat().contains("hunter2"));
    }
}
