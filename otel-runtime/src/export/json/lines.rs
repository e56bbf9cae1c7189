//! Lines of JSON as a backend.

use std::{
    io,
    path::PathBuf,
    time::{Duration, SystemTime},
};

use opentelemetry::Key;
use opentelemetry_proto::{
    tonic::collector::trace::v1::ExportTraceServiceRequest,
    transform::{
        common::tonic::ResourceAttributesWithSchema,
        trace::tonic::group_spans_by_resource_and_scope,
    },
};
use opentelemetry_sdk::{
    Resource,
    error::{OTelSdkError, OTelSdkResult},
    trace::{SpanData, SpanExporter},
};

use super::{
    file::{LinesFile, Rotation},
    flat::FlatSpan,
    request::request,
    text,
};
use crate::{Error, process::write_stdout};

/// A backend that appends finished spans to a file, as lines of JSON.
///
/// A line is a batch in the format of OpenTelemetry's file exporter: the OTLP JSON of an
/// `ExportTraceServiceRequest`, which other tools read. [`flat`](Self::flat) makes it one simple
/// object a span instead. Characters that a terminal would obey are escaped in both.
///
/// The file gets mode 600 and its folder, if it has to be made, mode 700. What is there is appended
/// to, and a last line that a crash has torn is ended first. Several processes, such as children made
/// by `fork`, may share a file: each batch is one write, and they take turns by the file's lock.
///
/// A batch is written when it is full or 5 s old ([`BatchSettings`](crate::BatchSettings)) and at
/// each flush. Nothing is held back after that, but by the operating system: it is not fsynced. One
/// that cannot be written whole, because the disk is full or the folder is gone, is dropped, counted
/// in the ledger and warned about; the next one is tried anew. A file that others have moved or
/// deleted is begun again.
///
/// ```no_run
/// use std::time::Duration;
/// use otel_runtime::{JsonLines, Telemetry};
///
/// let lines = JsonLines::new("/var/log/shop/spans.jsonl")
///     .rotate_at(64 << 20)
///     .rotate_every(Duration::from_secs(24 * 60 * 60))
///     .keep(1 << 30);
/// let telemetry = Telemetry::builder().exporter(lines).install()?;
/// # Ok::<(), otel_runtime::Error>(())
/// ```
///
/// Follows the specification's "OpenTelemetry Protocol File Exporter" (development).
#[derive(Clone, Debug)]
#[must_use]
pub struct JsonLines {
    /// `None`: stdout.
    path: Option<PathBuf>,
    flat: bool,
    rotation: Rotation,
}

impl JsonLines {
    /// Lines in the file at `path`; the extension to prefer is `jsonl`. It is never rotated unless
    /// told otherwise.
    ///
    /// A file that cannot be opened is an error when the telemetry is built.
    pub fn new(path: impl Into<PathBuf>) -> Self {
        Self::to(Some(path.into()))
    }

    /// Lines on standard output (`OTEL_TRACES_EXPORTER=otlp/stdout`). They are not rotated.
    pub fn stdout() -> Self {
        Self::to(None)
    }

    fn to(path: Option<PathBuf>) -> Self {
        Self {
            path,
            flat: false,
            rotation: Rotation::default(),
        }
    }

    /// One flat object a span, for people and scripts, instead of one OTLP object a batch.
    ///
    /// | Key | Value |
    /// |---|---|
    /// | `trace_id`, `span_id` | in hexadecimal |
    /// | `parent_id` | in hexadecimal; `null` for a root |
    /// | `operation` | the span's name |
    /// | `kind` | `internal`, `server`, `client`, `producer`, `consumer` |
    /// | `service` | the resource's `service.name` |
    /// | `scope` | the name of the instrumentation scope |
    /// | `start`, `end` | in RFC 3339, UTC, with nanoseconds |
    /// | `duration_ns` | nanoseconds |
    /// | `status` | `unset`, `ok`, `error` |
    /// | `error` | the message, if there is one |
    /// | `tags` | the attributes: `{"user.id": 7}` |
    /// | `logs` | the events: `[{"time": .., "name": .., "tags": {..}}]` |
    /// | `links` | `[{"trace_id": .., "span_id": .., "tags": {..}}]`, if there are any |
    /// | `dropped_tags`, `dropped_logs`, `dropped_links` | how many were over a limit, if any |
    ///
    /// ```sh
    /// jq -r 'select(.status == "error") | "\(.start) \(.operation) \(.error)"' spans.jsonl
    /// ```
    pub fn flat(mut self) -> Self {
        self.flat = true;
        self
    }

    /// Begins a new file before one gets larger than `bytes`; only a single batch that is larger
    /// makes a larger file. The old one is renamed to `spans.2026-11-21T13-51-24.123456789Z.jsonl`,
    /// after the time in UTC.
    pub fn rotate_at(mut self, bytes: u64) -> Self {
        self.rotation.at = Some(bytes);
        self
    }

    /// Begins a new file with the first batch after each multiple of `period` since 1970: a period
    /// of an hour means on the hour, one of a day at midnight in UTC.
    pub fn rotate_every(mut self, period: Duration) -> Self {
        self.rotation.every = Some(period);
        self
    }

    /// Keeps at most `bytes` of old files, beside the current one: at each rotation the oldest are
    /// deleted. Unless told so, none is.
    pub fn keep(mut self, bytes: u64) -> Self {
        self.rotation.keep = Some(bytes);
        self
    }

    /// How the start-up line and the ledger name this exporter: `file /var/log/spans.jsonl`.
    pub(crate) fn describe(&self) -> String {
        match &self.path {
            Some(path) => format!("file {}", path.display()),
            None => "otlp/stdout".to_owned(),
        }
    }

    /// Checks the settings and opens the file.
    pub(crate) fn open(&self) -> Result<impl SpanExporter + 'static, Error> {
        self.writer()
    }

    /// What appends lines of OTLP JSON to the file.
    #[cfg(feature = "metrics")]
    pub(in crate::export) fn appender(
        &self,
    ) -> Result<impl Fn(&[u8]) -> io::Result<()> + Send + 'static, Error> {
        if self.flat {
            let allowed = "only for spans";
            return Err(Error::invalid("JsonLines::flat", "metrics", allowed));
        }
        let writer = self.writer()?;
        Ok(move |lines: &[u8]| writer.append(lines))
    }

    fn writer(&self) -> Result<Writer, Error> {
        self.check()?;
        let file = match &self.path {
            Some(path) => {
                let opened = LinesFile::open(path, self.rotation);
                Some(opened.map_err(|error| Error::not_started(self.describe(), error))?)
            }
            None => None,
        };
        Ok(Writer {
            flat: self.flat,
            file,
            resource: ResourceAttributesWithSchema::default(),
            service: "unknown_service".to_owned(),
        })
    }

    fn check(&self) -> Result<(), Error> {
        let Rotation { at, every, keep } = self.rotation;
        if let Some(bytes) = at.filter(|bytes| *bytes == 0 || self.path.is_none()) {
            let allowed = "a number from 1, and only with a file";
            return Err(Error::invalid("JsonLines::rotate_at", bytes, allowed));
        }
        if let Some(period) = every.filter(|period| period.is_zero() || self.path.is_none()) {
            let (value, allowed) = (
                format!("{period:?}"),
                "more than no time, and only with a file",
            );
            return Err(Error::invalid("JsonLines::rotate_every", value, allowed));
        }
        if let (Some(keep), None, None) = (keep, at, every) {
            let allowed = "only beside rotate_at or rotate_every";
            return Err(Error::invalid("JsonLines::keep", keep, allowed));
        }
        Ok(())
    }
}

/// Makes lines of batches and appends them.
#[derive(Debug)]
struct Writer {
    flat: bool,
    /// `None`: stdout.
    file: Option<LinesFile>,
    resource: ResourceAttributesWithSchema,
    service: String,
}

impl Writer {
    fn lines(&self, batch: Vec<SpanData>) -> io::Result<Vec<u8>> {
        if self.flat {
            let mut lines = Vec::new();
            for span in &batch {
                text::append(&mut lines, &FlatSpan::new(span, &self.service))?;
                lines.push(b'\n');
            }
            return Ok(lines);
        }
        let mut line = request(ExportTraceServiceRequest {
            resource_spans: group_spans_by_resource_and_scope(batch, &self.resource),
        })?;
        line.push(b'\n');
        Ok(line)
    }

    fn append(&self, lines: &[u8]) -> io::Result<()> {
        match &self.file {
            Some(file) => file.append(lines, SystemTime::now()),
            None => write_stdout(lines),
        }
    }
}

impl SpanExporter for Writer {
    async fn export(&self, batch: Vec<SpanData>) -> OTelSdkResult {
        let written = self.lines(batch).and_then(|lines| self.append(&lines));
        written.map_err(|error| OTelSdkError::InternalFailure(error.to_string()))
    }

    fn set_resource(&mut self, resource: &Resource) {
        self.resource = resource.into();
        if let Some(service) = resource.get_ref(&Key::from_static_str("service.name")) {
            self.service = service.as_str().into_owned();
        }
    }
}

#[cfg(test)]
#[path = "lines_tests.rs"]
mod tests;
