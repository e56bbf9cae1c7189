//! Where and how spans go by OTLP, as the variables say.

use super::{
    super::settings::{Header, OtlpSettings, Source, Sourced, shown_url},
    certificates, percent,
    reader::Reader,
};
use crate::export::{Compression, Protocol};

pub(super) const OR_ELSE: &str = "what holds without it";

/// A setting's two variables, the one of the signal and the general one.
pub(super) type Names = [&'static str; 2];

const ENDPOINT: Names = [
    "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT",
    "OTEL_EXPORTER_OTLP_ENDPOINT",
];
const PROTOCOL: Names = [
    "OTEL_EXPORTER_OTLP_TRACES_PROTOCOL",
    "OTEL_EXPORTER_OTLP_PROTOCOL",
];
const HEADERS: Names = [
    "OTEL_EXPORTER_OTLP_TRACES_HEADERS",
    "OTEL_EXPORTER_OTLP_HEADERS",
];
const COMPRESSION: Names = [
    "OTEL_EXPORTER_OTLP_TRACES_COMPRESSION",
    "OTEL_EXPORTER_OTLP_COMPRESSION",
];
const TIMEOUT: Names = [
    "OTEL_EXPORTER_OTLP_TRACES_TIMEOUT",
    "OTEL_EXPORTER_OTLP_TIMEOUT",
];
const INSECURE: Names = [
    "OTEL_EXPORTER_OTLP_TRACES_INSECURE",
    "OTEL_EXPORTER_OTLP_INSECURE",
];

pub(super) const CERTIFICATE: Names = [
    "OTEL_EXPORTER_OTLP_TRACES_CERTIFICATE",
    "OTEL_EXPORTER_OTLP_CERTIFICATE",
];
pub(super) const CLIENT_CERTIFICATE: Names = [
    "OTEL_EXPORTER_OTLP_TRACES_CLIENT_CERTIFICATE",
    "OTEL_EXPORTER_OTLP_CLIENT_CERTIFICATE",
];
pub(super) const CLIENT_KEY: Names = [
    "OTEL_EXPORTER_OTLP_TRACES_CLIENT_KEY",
    "OTEL_EXPORTER_OTLP_CLIENT_KEY",
];

/// The first of the variables that is set at all: whoever sets one wants OTLP.
pub(super) fn first_set(reader: &Reader<'_>) -> Option<Source> {
    let general = [ENDPOINT, PROTOCOL, HEADERS, COMPRESSION, TIMEOUT, INSECURE];
    let certificates = [CERTIFICATE, CLIENT_CERTIFICATE, CLIENT_KEY];
    general
        .into_iter()
        .chain(certificates)
        .flatten()
        .find(|name| reader.text(name).is_some())
        .map(Source::Variable)
}

/// The settings; `None` when no variable is set.
pub(super) fn read(reader: &mut Reader<'_>) -> Option<OtlpSettings> {
    first_set(reader)?;
    let protocol = read_protocol(reader);
    let insecure = first(INSECURE, |name| reader.boolean(name)).is_some_and(|value| *value);
    let mut settings = match protocol.or_else(|| protocol_of_port(reader)) {
        Some(protocol) => OtlpSettings::with_protocol(protocol),
        None => OtlpSettings::default(),
    };
    let protocol = *settings.protocol;
    settings
        .endpoint
        .overlay(read_endpoint(reader, protocol, insecure));
    settings
        .headers
        .overlay(first(HEADERS, |name| read_headers(reader, name)));
    settings.compression.overlay(first(COMPRESSION, |name| {
        reader.parsed(name, Compression::ALLOWED, OR_ELSE, |text| {
            text.to_ascii_lowercase().parse().ok()
        })
    }));
    settings
        .timeout
        .overlay(first(TIMEOUT, |name| reader.timeout(name, OR_ELSE)));
    certificates::read(reader, &mut settings);
    Some(settings)
}

/// The first of the two that has a usable value.
pub(super) fn first<T>(names: Names, read: impl FnMut(&'static str) -> Option<T>) -> Option<T> {
    names.into_iter().find_map(read)
}

fn read_protocol(reader: &mut Reader<'_>) -> Option<Sourced<Protocol>> {
    let known: Vec<_> = Protocol::COMPILED
        .iter()
        .map(|one| (one.name(), *one))
        .collect();
    first(PROTOCOL, |name| reader.choice(name, &known, OR_ELSE))
}

/// Port 4317 is registered for OTLP over gRPC: an endpoint that names it and nothing else means
/// gRPC, although the default is HTTP.
fn protocol_of_port(reader: &Reader<'_>) -> Option<Sourced<Protocol>> {
    let endpoint = first(ENDPOINT, |name| reader.sourced(name))?;
    let port = authority(&endpoint).and_then(|authority| authority.rsplit_once(':'));
    let is_grpc = port.is_some_and(|(_, port)| port == "4317");
    (is_grpc && Protocol::COMPILED.contains(&Protocol::Grpc))
        .then(|| endpoint.map(|_| Protocol::Grpc))
}

fn read_endpoint(
    reader: &mut Reader<'_>,
    protocol: Protocol,
    insecure: bool,
) -> Option<Sourced<String>> {
    let allowed = match protocol {
        Protocol::Grpc => "a URL like http://host:4317 or https://host",
        Protocol::HttpProtobuf | Protocol::HttpJson => {
            "a URL like http://host:4318 or https://host/path"
        }
    };
    let [of_traces, _] = ENDPOINT;
    first(ENDPOINT, |name| {
        let text = reader.sourced(name)?;
        let Some(url) = complete_url(&text, protocol, insecure) else {
            reader.warn(name, shown_url(&text), allowed, OR_ELSE);
            return None;
        };
        let url = if protocol.is_http() && name != of_traces {
            let (base, query) = url.split_at(url.find(['?', '#']).unwrap_or(url.len()));
            format!("{}/v1/traces{query}", base.trim_end_matches('/'))
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
