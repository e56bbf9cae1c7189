//! Where and how one signal goes by OTLP.

use std::{fmt, time::Duration};

use super::{Source, Sourced};
use crate::export::{Compression, Protocol, Signal};

/// A header that goes with every request. Its value is never shown.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Header {
    /// In lower case, as HTTP/2 and gRPC ask.
    pub(crate) name: String,
    pub(crate) value: String,
}

impl fmt::Debug for Header {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: <hidden>", self.name)
    }
}

/// Where and how one signal goes by OTLP.
#[derive(Clone)]
pub(crate) struct OtlpSettings {
    pub(crate) protocol: Sourced<Protocol>,
    /// The URL that requests go to, whole, with a scheme.
    pub(crate) endpoint: Sourced<String>,
    pub(crate) headers: Sourced<Vec<Header>>,
    pub(crate) compression: Sourced<Compression>,
    /// How long one request may take.
    pub(crate) timeout: Sourced<Duration>,
    /// PEM of the certificates to trust.
    pub(crate) roots: Sourced<Option<Vec<u8>>>,
    /// PEM of the certificates to show, and of their key.
    pub(crate) identity: Sourced<Option<(Vec<u8>, Vec<u8>)>>,
}

impl OtlpSettings {
    /// The defaults.
    pub(crate) fn of(signal: Signal) -> Self {
        let protocol = Protocol::COMPILED.first().copied();
        let protocol = protocol.unwrap_or(Protocol::HttpProtobuf);
        Self::with_protocol(signal, Sourced::default_value(protocol))
    }

    pub(crate) fn with_protocol(signal: Signal, protocol: Sourced<Protocol>) -> Self {
        Self {
            endpoint: Sourced {
                value: protocol.default_endpoint(signal),
                source: Source::Default,
            },
            protocol,
            headers: Sourced::default_value(Vec::new()),
            compression: Sourced::default_value(Compression::None),
            timeout: Sourced::default_value(Duration::from_secs(10)),
            roots: Sourced::default_value(None),
            identity: Sourced::default_value(None),
        }
    }

    /// The exporter that they are of.
    #[cfg(any(feature = "otlp-grpc", feature = "otlp-http"))]
    pub(crate) fn otlp(&self) -> crate::export::Otlp {
        let mut otlp = crate::export::Otlp::new(*self.protocol)
            .traces_endpoint(self.endpoint.value.clone())
            .compression(*self.compression)
            .timeout(*self.timeout);
        for header in self.headers.iter() {
            otlp = otlp.header(&header.name, &header.value);
        }
        let mut tls = crate::Tls::default();
        if let Some(roots) = &*self.roots {
            tls = tls.root_certificates(roots.clone());
        }
        if let Some((certificates, key)) = &*self.identity {
            tls = tls.identity(certificates.clone(), key.clone());
        }
        otlp.tls(tls)
    }

    /// How the start-up line names the exporter.
    pub(crate) fn exporter_name(&self) -> String {
        let protocol = self.protocol.short_name();
        format!("otlp {protocol} {}", self.shown_endpoint())
    }

    /// The endpoint as it may be shown: user and password hidden, no query.
    pub(crate) fn shown_endpoint(&self) -> String {
        shown_url(&self.endpoint)
    }
}

impl fmt::Debug for OtlpSettings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("OtlpSettings")
            .field("protocol", &self.protocol)
            .field("endpoint", &self.shown_endpoint())
            .field("headers", &self.headers)
            .field("compression", &self.compression)
            .field("timeout", &self.timeout)
            .field("roots", &self.roots.is_some())
            .field("identity", &self.identity.is_some())
            .finish()
    }
}

/// A URL as it may be shown: without user information and query.
pub(crate) fn shown_url(url: &str) -> String {
    let url = url.split(['?', '#']).next().unwrap_or_default().trim();
    let (scheme, rest) = match url.split_once("://") {
        Some((scheme, rest)) => (format!("{scheme}://"), rest),
        None => (String::new(), url),
    };
    let (authority, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    let host = authority.rsplit('@').next().unwrap_or_default();
    format!("{scheme}{host}{path}")
}

#[cfg(test)]
mod tests {
    use super::{Header, OtlpSettings, Signal, shown_url};

    #[test]
    fn secrets_of_a_url_are_not_shown() {
        for (url, shown) in [
            ("http://host:4318/v1/traces", "http://host:4318/v1/traces"),
            ("https://u:p@host/a?key=secret", "https://host/a"),
            ("u:p@ss@host", "host"),
            ("http://host#frag", "http://host"),
            ("", ""),
        ] {
            assert_eq!(shown_url(url), shown);
        }
    }

    #[test]
    fn the_debug_form_hides_secrets() {
        let mut settings = OtlpSettings::of(Signal::Traces);
        settings.endpoint.value = "http://user:pass@host".to_owned();
        settings.headers.value = vec![Header {
            name: "api-key".to_owned(),
            value: "hunter2".to_owned(),
        }];
        let shown = format!("{settings:?}");
        assert!(shown.contains("api-key: <hidden>"), "{shown}");
        assert!(
            !shown.contains("hunter2") && !shown.contains("pass"),
            "{shown}"
        );
    }
}
