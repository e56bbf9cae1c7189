//! Where and how a signal goes by OTLP, as the variables say.

use super::{
    super::settings::{Header, OtlpSettings, Source, Sourced, shown_url},
    certificates, percent,
    reader::Reader,
};
use crate::export::{Compression, Protocol, Signal};

pub(super) const OR_ELSE: &str = "what holds without it";

/// A setting's two variables, the one of the signal and the general one.
pub(super) type Names = [&'static str; 2];

/// The variables of one signal.
pub(super) struct Variables {
    signal: Signal,
    endpoint: Names,
    protocol: Names,
    headers: Names,
    compression: Names,
    timeout: Names,
    insecure: Names,
    pub(super) certificate: Names,
    pub(super) client_certificate: Names,
    pub(super) client_key: Names,
}

/// The general variables, and those with the signal's name in them.
macro_rules! variables {
    ($signal:expr, $name:literal) => {
        Variables {
            signal: $signal,
            endpoint: variables!(@ $name, "ENDPOINT"),
            protocol: variables!(@ $name, "PROTOCOL"),
            headers: variables!(@ $name, "HEADERS"),
            compression: variables!(@ $name, "COMPRESSION"),
            timeout: variables!(@ $name, "TIMEOUT"),
            insecure: variables!(@ $name, "INSECURE"),
            certificate: variables!(@ $name, "CERTIFICATE"),
            client_certificate: variables!(@ $name, "CLIENT_CERTIFICATE"),
            client_key: variables!(@ $name, "CLIENT_KEY"),
        }
    };
    (@ $name:literal, $setting:literal) => {
        [
            concat!("OTEL_EXPORTER_OTLP_", $name, "_", $setting),
            concat!("OTEL_EXPORTER_OTLP_", $setting),
        ]
    };
}

pub(super) const TRACES: Variables = variables!(Signal::Traces, "TRACES");
#[cfg(feature = "metrics")]
pub(super) const METRICS: Variables = variables!(Signal::Metrics, "METRICS");

impl Variables {
    /// The first of them that is set at all: whoever sets one wants OTLP.
    pub(super) fn first_set(&self, reader: &Reader<'_>) -> Option<Source> {
        let general = [
            self.endpoint,
            self.protocol,
            self.headers,
            self.compression,
            self.timeout,
            self.insecure,
        ];
        let certificates = [self.certificate, self.client_certificate, self.client_key];
        general
            .into_iter()
            .chain(certificates)
            .flatten()
            .find(|name| reader.text(name).is_some())
            .map(Source::Variable)
    }
}

/// The settings; `None` when no variable is set.
pub(super) fn read(reader: &mut Reader<'_>, variables: &Variables) -> Option<OtlpSettings> {
    variables.first_set(reader)?;
    let signal = variables.signal;
    let protocol = read_protocol(reader, variables.protocol);
    let insecure = first(variables.insecure, |name| reader.boolean(name));
    let insecure = insecure.is_some_and(|value| *value);
    let mut settings = match protocol.or_else(|| protocol_of_port(reader, variables.endpoint)) {
        Some(protocol) => OtlpSettings::with_protocol(signal, protocol),
        None => OtlpSettings::of(signal),
    };
    let protocol = *settings.protocol;
    settings
        .endpoint
        .overlay(read_endpoint(reader, variables, protocol, insecure));
    settings
        .headers
        .overlay(first(variables.headers, |name| read_headers(reader, name)));
    settings
        .compression
        .overlay(first(variables.compression, |name| {
            reader.parsed(name, Compression::ALLOWED, OR_ELSE, |text| {
                text.to_ascii_lowercase().parse().ok()
            })
        }));
    settings.timeout.overlay(first(variables.timeout, |name| {
        reader.timeout(name, OR_ELSE)
    }));
    certificates::read(reader, variables, &mut settings);
    Some(settings)
}

/// The first of the two that has a usable value.
pub(super) fn first<T>(names: Names, read: impl FnMut(&'static str) -> Option<T>) -> Option<T> {
    names.into_iter().find_map(read)
}

fn read_protocol(reader: &mut Reader<'_>, names: Names) -> Option<Sourced<Protocol>> {
    let known: Vec<_> = Protocol::COMPILED
        .iter()
        .map(|one| (one.name(), *one))
        .collect();
    first(names, |name| reader.choice(name, &known, OR_ELSE))
}

/// Port 4317 is registered for OTLP over gRPC: an endpoint that names it and nothing else means
/// gRPC, although the default is HTTP.
fn protocol_of_port(reader: &Reader<'_>, names: Names) -> Option<Sourced<Protocol>> {
    let endpoint = first(names, |name| reader.sourced(name))?;
    let port = authority(&endpoint).and_then(|authority| authority.rsplit_once(':'));
    let is_grpc = port.is_some_and(|(_, port)| port == "4317");
    (is_grpc && Protocol::COMPILED.contains(&Protocol::Grpc))
        .then(|| endpoint.map(|_| Protocol::Grpc))
}

fn read_endpoint(
    reader: &mut Reader<'_>,
    variables: &Variables,
    protocol: Protocol,
    insecure: bool,
) -> Option<Sourced<String>> {
    let allowed = match protocol {
        Protocol::Grpc => "a URL like http://host:4317 or https://host",
        Protocol::HttpProtobuf | Protocol::HttpJson => {
            "a URL like http://host:4318 or https://host/path"
        }
    };
    let [of_signal, _] = variables.endpoint;
    let path = variables.signal.path();
    first(variables.endpoint, |name| {
        let text = reader.sourced(name)?;
        let Some(url) = complete_url(&text, protocol, insecure) else {
            reader.warn(name, shown_url(&text), allowed, OR_ELSE);
            return None;
        };
        let url = if protocol.is_http() && name != of_signal {
            let (base, query) = url.split_at(url.find(['?', '#']).unwrap_or(url.len()));
            format!("{}{path}{query}", base.trim_end_matches('/'))
        } else {
            url
        };
        Some(text.map(|_| url))
    })
}

/// The URL with its scheme. gRPC endpoints may leave it out; whether they mean `http` is what
/// `OTEL_EXPORTER_OTLP_INSECURE` is for.
fn complete_url(text: &str, protocol: Protocol, insecure: bool) -> Option<String> {
    let url = match text.split_once("://") {
        Some((scheme, rest)) => {
            let scheme = scheme.to_ascii_lowercase();
            ["http", "https"]
                .contains(&scheme.as_str())
                .then(|| format!("{scheme}://{rest}"))?
        }
        None if protocol.is_http() => return None,
        None if insecure => format!("http://{text}"),
        None => format!("https://{text}"),
    };
    let (_, host) =
        authority(&url).map(|authority| authority.rsplit_once('@').unwrap_or(("", authority)))?;
    // An IPv6 address has its colons in brackets.
    let (name, port) = match host.rsplit_once(':') {
        Some((name, port)) if !port.ends_with(']') => (name, Some(port)),
        _ => (host, None),
    };
    let is_host = !name.is_empty() && !url.contains(|c: char| c.is_whitespace() || c.is_control());
    let is_port = port.is_none_or(|port| port.parse::<u16>().is_ok_and(|port| port != 0));
    (is_host && is_port).then_some(url)
}

/// Host and port, with user and password if there are any.
fn authority(url: &str) -> Option<&str> {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    rest.split(['/', '?', '#']).next()
}

fn read_headers(reader: &mut Reader<'_>, name: &'static str) -> Option<Sourced<Vec<Header>>> {
    let list = reader.sourced(name)?;
    let mut headers: Vec<Header> = Vec::new();
    let mut refused = Vec::new();
    for (index, pair) in percent::pairs(&list).enumerate() {
        match pair.filter(|(name, value)| is_header_name(name) && is_header_value(value)) {
            Some((name, value)) => {
                let name = name.to_ascii_lowercase();
                headers.retain(|header| header.name != name);
                headers.push(Header { name, value });
            }
            None => refused.push((index + 1).to_string()),
        }
    }
    if !refused.is_empty() {
        // Even a malformed entry may hold a key: it is counted, not shown.
        let allowed = "name=value pairs separated by commas, in visible ASCII, other commas and \
                       percent signs percent-encoded";
        let used = format!("it without entry {}", refused.join(", "));
        reader.warn(name, None, allowed, used);
    }
    Some(list.map(|_| headers))
}

fn is_header_name(name: &str) -> bool {
    name.bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte))
}

fn is_header_value(value: &str) -> bool {
    value
        .bytes()
        .all(|byte| matches!(byte, b' '..=b'~' | b'\t'))
}
