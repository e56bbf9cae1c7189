//! The settings of an OTLP exporter.

use std::{fmt, time::Duration};

use http::{HeaderMap, HeaderName, HeaderValue, Uri};

use super::{Tls, endpoint, keep_alive::KeepAlive};
use crate::Error;
use crate::export::{
    BatchSettings, Compression, Protocol, Signal, SpoolSettings, logged::ExportLog,
};
use crate::provider::shown_url;

/// An OTLP exporter, to be configured and given to `Telemetry::builder().exporter(..)`.
///
/// It sends from a thread of the runtime's own, so it works inside and outside of any async
/// runtime. Wrong settings are reported when the telemetry is built.
///
/// ```
/// use std::time::Duration;
/// use otel_runtime::{Compression, Exporter, Otlp};
///
/// let exporter: Exporter = Otlp::grpc()
///     .endpoint("https://collector.example.com:4317")
///     .header("x-api-key", "from your vault")
///     .compression(Compression::Gzip)
///     .timeout(Duration::from_secs(3))
///     .into();
/// ```
#[derive(Clone)]
pub struct Otlp {
    pub(super) protocol: Protocol,
    endpoint: Option<String>,
    as_given: bool,
    pub(super) from_file: bool,
    insecure: bool,
    headers: Vec<(String, String)>,
    compression: Compression,
    timeout: Duration,
    pub(super) keep_alive: KeepAlive,
    tls: Tls,
    pub(super) spool: Option<SpoolSettings>,
    pub(crate) batch: Option<BatchSettings>,
    pub(crate) log: Option<ExportLog>,
}

impl Otlp {
    /// OTLP over gRPC, to `http://localhost:4317` unless told otherwise.
    #[must_use]
    pub fn grpc() -> Self {
        Self::new(Protocol::Grpc)
    }

    /// OTLP as protobuf over HTTP, to `http://localhost:4318/v1/traces` unless told otherwise.
    #[must_use]
    pub fn http() -> Self {
        Self::new(Protocol::HttpProtobuf)
    }

    /// OTLP as JSON over HTTP, to `http://localhost:4318/v1/traces` unless told otherwise: for a
    /// receiver that reads nothing else, and for people who read along. It takes about three times
    /// the bytes of protobuf. Needs the features `otlp-http` and `json`.
    #[must_use]
    pub fn http_json() -> Self {
        Self::new(Protocol::HttpJson)
    }

    /// OTLP over `protocol`.
    #[must_use]
    pub fn new(protocol: Protocol) -> Self {
        Self {
            protocol,
            endpoint: None,
            as_given: false,
            from_file: false,
            insecure: false,
            headers: Vec::new(),
            compression: Compression::None,
            timeout: Duration::from_secs(10),
            keep_alive: KeepAlive::default(),
            tls: Tls::default(),
            spool: None,
            batch: None,
            log: None,
        }
    }

    /// Set up by the configuration file.
    #[cfg(any(test, feature = "config-file"))]
    pub(crate) fn of_file(mut self) -> Self {
        self.from_file = true;
        self
    }

    /// The collector's base address; over HTTP `/v1/traces` is appended to its path, or
    /// `/v1/metrics` in a `MetricExporter`. User information in it is sent as Basic authentication and
    /// never shown.
    #[must_use]
    pub fn endpoint(mut self, endpoint: impl Into<String>) -> Self {
        self.endpoint = Some(endpoint.into());
        self.as_given = false;
        self
    }

    /// The address for traces, to which nothing is appended
    /// (`OTEL_EXPORTER_OTLP_TRACES_ENDPOINT`).
    #[must_use]
    pub fn traces_endpoint(mut self, endpoint: impl Into<String>) -> Self {
        self.endpoint = Some(endpoint.into());
        self.as_given = true;
        self
    }

    /// The address for metrics, to which nothing is appended
    /// (`OTEL_EXPORTER_OTLP_METRICS_ENDPOINT`).
    #[cfg(feature = "metrics")]
    #[must_use]
    pub fn metrics_endpoint(self, endpoint: impl Into<String>) -> Self {
        self.traces_endpoint(endpoint)
    }

    /// Whether an endpoint without a scheme means `http://`; by default it means `https://`.
    #[must_use]
    pub fn insecure(mut self, insecure: bool) -> Self {
        self.insecure = insecure;
        self
    }

    /// Adds a header to every request. Values are never logged.
    #[must_use]
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }

    /// How requests are compressed; by default not at all.
    #[must_use]
    pub fn compression(mut self, compression: Compression) -> Self {
        self.compression = compression;
        self
    }

    /// How long one attempt may take; default 10 s.
    #[must_use]
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = timeout;
        self
    }

    /// Whom the exporter trusts and who it says it is, where the endpoint is `https://`.
    #[must_use]
    pub fn tls(mut self, tls: Tls) -> Self {
        self.tls = tls;
        self
    }

    /// When batches are sealed and how much is held, for this exporter alone. Only for spans: a
    /// `MetricExporter` with it is refused.
    #[must_use]
    pub fn batch(mut self, batch: BatchSettings) -> Self {
        self.batch = Some(batch);
        self
    }

    /// Keeps what waits in a folder on disk, so that it outlives an outage longer than
    /// [`BatchSettings::max_elapsed_time`], and the process: by default there is none.
    ///
    /// What has ended is written every 50 ms, and deleted when the destination has acknowledged or
    /// refused it. Nothing is dropped for having waited too long; what a shutdown leaves, or a
    /// process that was killed, is sent after the next start, at least once. Spans in the folder are
    /// not encrypted; files have mode 600, the folder 700. Each exporter needs a folder of its own.
    ///
    /// A child made by `fork` queues in memory, and keeps the folder in use until it ends.
    ///
    /// A folder that cannot be used, or that another process uses, is an error when the telemetry is
    /// built.
    ///
    /// ```
    /// let exporter = otel_runtime::Otlp::grpc().spool("/var/lib/shop/spans");
    /// ```
    #[must_use]
    pub fn spool(mut self, spool: impl Into<SpoolSettings>) -> Self {
        self.spool = Some(spool.into());
        self
    }

    /// How the start-up line and the ledger name this exporter: `otlp grpc http://localhost:4317`.
    pub(crate) fn describe(&self) -> String {
        let protocol = self.protocol.short_name();
        format!("otlp {protocol} {}", shown_url(self.endpoint_or_default()))
    }

    fn endpoint_or_default(&self) -> &str {
        match (&self.endpoint, self.protocol) {
            (Some(endpoint), _) => endpoint,
            (None, Protocol::Grpc) => "http://localhost:4317",
            (None, Protocol::HttpProtobuf | Protocol::HttpJson) => "http://localhost:4318",
        }
    }

    /// What the semantic conventions call this kind of exporter.
    #[cfg(feature = "metrics")]
    pub(crate) fn kind(&self) -> &'static str {
        match self.protocol {
            Protocol::Grpc => "otlp_grpc_span_exporter",
            Protocol::HttpProtobuf => "otlp_http_span_exporter",
            Protocol::HttpJson => "otlp_http_json_span_exporter",
        }
    }

    /// Host and port of the endpoint.
    #[cfg(feature = "metrics")]
    pub(crate) fn server(&self) -> Option<(String, u16)> {
        let given = self.endpoint_or_default();
        let uri = endpoint::parse(given, "", self.insecure, &mut HeaderMap::new()).ok()?;
        let by_scheme = if uri.scheme_str() == Some("https") {
            443
        } else {
            80
        };
        let host = uri.host()?.trim_matches(['[', ']']);
        Some((host.to_owned(), uri.port_u16().unwrap_or(by_scheme)))
    }

    #[cfg(feature = "metrics")]
    pub(crate) fn is_spooled(&self) -> bool {
        self.spool.is_some()
    }

    #[cfg(feature = "metrics")]
    pub(crate) fn has_batch(&self) -> bool {
        self.batch.is_some()
    }

    /// Checks every setting.
    pub(crate) fn validate(&self, signal: Signal) -> Result<Checked, Error> {
        let mut headers = HeaderMap::new();
        for (name, value) in &self.headers {
            let (name, value) = header(name, value)?;
            headers.append(name, value);
        }
        if self.timeout.is_zero() {
            return Err(Error::invalid("OTLP timeout", "0", "more than zero"));
        }
        let mut compiled = Compression::COMPILED.iter();
        if !compiled.any(|(_, known)| *known == self.compression) {
            let given = format!("{:?}", self.compression);
            return Err(Error::invalid(
                "OTLP compression",
                given,
                Compression::ALLOWED,
            ));
        }
        self.keep_alive.check()?;
        self.tls.check()?;
        let suffix = if self.protocol.is_http() && !self.as_given {
            signal.path()
        } else {
            ""
        };
        let given = self.endpoint_or_default();
        let endpoint = endpoint::parse(given, suffix, self.insecure, &mut headers)?;
        Ok(Checked {
            signal,
            protocol: self.protocol,
            endpoint,
            headers,
            compression: self.compression,
            timeout: self.timeout,
            keep_alive: self.keep_alive,
            tls: self.tls.clone(),
        })
    }
}

fn header(name: &str, value: &str) -> Result<(HeaderName, HeaderValue), Error> {
    let parsed = HeaderName::try_from(name.trim())
        .map_err(|_| Error::invalid("OTLP header", name, "a name of letters, digits and -_."))?;
    let allowed = || Error::invalid("OTLP header", name, "a value of visible ASCII characters");
    let mut value = HeaderValue::try_from(value).map_err(|_| allowed())?;
    value.set_sensitive(true);
    Ok((parsed, value))
}

/// Shows the names of the headers only.
impl fmt::Debug for Otlp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let headers: Vec<_> = self.headers.iter().map(|(name, _)| name).collect();
        f.debug_struct("Otlp")
            .field("protocol", &self.protocol)
            .field("endpoint", &shown_url(self.endpoint_or_default()))
            .field("headers", &headers)
            .field("compression", &self.compression)
            .field("timeout", &self.timeout)
            .field("keep_alive", &self.keep_alive)
            .field("tls", &self.tls)
            .field("spool", &self.spool)
            .field("batch", &self.batch)
            .finish_non_exhaustive()
    }
}

/// Settings that were found good.
#[derive(Clone, Debug)]
pub(crate) struct Checked {
    pub(super) signal: Signal,
    pub(super) protocol: Protocol,
    pub(super) endpoint: Uri,
    pub(super) headers: HeaderMap,
    pub(super) compression: Compression,
    pub(super) timeout: Duration,
    pub(super) keep_alive: KeepAlive,
    pub(super) tls: Tls,
}

#[cfg(feature = "metrics")]
impl Checked {
    /// How long one attempt may take.
    pub(crate) fn timeout(&self) -> Duration {
        self.timeout
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn words_are_read_and_wrong_ones_named() {
        assert_eq!("grpc".parse(), Ok(Protocol::Grpc));
        assert_eq!("gzip".parse(), Ok(Compression::Gzip));
        let error = "zip".parse::<Compression>().unwrap_err();
        let error = error.to_string();
        assert!(
            error.starts_with("OTLP compression: \"zip\" is not allowed; allowed: gzip, none"),
            "{error}"
        );
    }

    #[test]
    fn header_values_are_shown_by_nothing() {
        let otlp = Otlp::grpc()
            .header("x-key", "secret")
            .endpoint("http://u:secret@h:1");
        let checked = otlp.validate(Signal::Traces).unwrap();
        let shown = format!("{otlp:?} {checked:?} {}", otlp.describe());
        assert!(
            shown.contains("x-key") && !shown.contains("secret"),
            "{shown}"
        );
        let error = Otlp::grpc()
            .header("x-key", "se\ncret")
            .validate(Signal::Traces)
            .unwrap_err();
        assert!(error.to_string().contains("x-key") && !error.to_string().contains("cret"));
        let error = Otlp::grpc()
            .header("x key", "v")
            .validate(Signal::Traces)
            .unwrap_err();
        assert!(error.to_string().contains("x key"));
    }
}
