//! The exporters `otlp_http` and `otlp_grpc`.

use super::{
    report::Report,
    section::{At, Section},
};
use crate::export::{Protocol, Signal};

/// Reads the keys that a signal has besides those of OTLP.
pub(super) type More<'m> = &'m mut dyn FnMut(&mut Section<'_>, &mut Report);

#[cfg(not(any(feature = "otlp-grpc", feature = "otlp-http")))]
pub(super) fn read<T>(
    at: &At<'_>,
    protocol: Protocol,
    _: Signal,
    _: More<'_>,
    report: &mut Report,
) -> Option<T> {
    missing(at, protocol, report);
    None
}

#[cfg(any(feature = "otlp-grpc", feature = "otlp-http"))]
pub(super) fn read<T: From<crate::Otlp>>(
    at: &At<'_>,
    protocol: Protocol,
    signal: Signal,
    more: More<'_>,
    report: &mut Report,
) -> Option<T> {
    if Protocol::COMPILED.contains(&protocol) {
        settings::read(at, protocol, signal, more, report).map(T::from)
    } else {
        missing(at, protocol, report);
        None
    }
}

fn missing(at: &At<'_>, protocol: Protocol, report: &mut Report) {
    let feature = match protocol {
        Protocol::Grpc => "otlp-grpc",
        Protocol::HttpProtobuf | Protocol::HttpJson => "otlp-http",
    };
    at.wrong(
        report,
        format!("not in this build; build with the feature {feature}"),
    );
}

#[cfg(any(feature = "otlp-grpc", feature = "otlp-http"))]
mod settings {
    use super::*;
    use crate::{
        Error,
        export::{Compression, Otlp, Signal, Tls},
        provider::env::pairs,
    };

    pub(super) fn read(
        at: &At<'_>,
        protocol: Protocol,
        signal: Signal,
        more: More<'_>,
        report: &mut Report,
    ) -> Option<Otlp> {
        let Some(mut section) = at.section(report) else {
            return Some(Otlp::new(protocol).of_file());
        };
        let protocol = read_encoding(protocol, &mut section, report);
        let mut otlp = Otlp::new(protocol).of_file();
        let compression = section.get("compression");
        if let Some(name) = compression.and_then(|at| at.name(Compression::COMPILED, report)) {
            otlp = otlp.compression(*name);
        }
        if let Some(timeout) = section.get("timeout").and_then(|at| at.timeout(report)) {
            otlp = otlp.timeout(*timeout);
        }
        let tls = section.get("tls");
        let insecure = tls
            .as_ref()
            .and_then(|tls| read_tls(tls, protocol, &mut otlp, report));
        if let Some(endpoint) = section.get("endpoint")
            && let Some(text) = endpoint.text(report)
        {
            otlp = otlp
                .traces_endpoint(text.value)
                .insecure(insecure.unwrap_or(false));
            if let Some(allowed) = refused(&otlp, signal) {
                endpoint.not_allowed(&allowed, report);
            }
        }
        otlp = read_headers(&mut section, otlp, report);
        more(&mut section, report);
        section.end(report);
        Some(otlp)
    }

    /// Only HTTP has a choice of it.
    fn read_encoding(
        protocol: Protocol,
        section: &mut Section<'_>,
        report: &mut Report,
    ) -> Protocol {
        if !protocol.is_http() {
            return protocol;
        }
        let known: Vec<_> = [
            ("protobuf", Protocol::HttpProtobuf),
            ("json", Protocol::HttpJson),
        ]
        .into_iter()
        .filter(|(_, one)| Protocol::COMPILED.contains(one))
        .collect();
        let encoding = section.get("encoding");
        let encoding = encoding.and_then(|at| at.name(&known, report));
        encoding.map_or(protocol, |encoding| encoding.value)
    }

    /// What the exporter itself would have instead of what it was given.
    fn refused(otlp: &Otlp, signal: Signal) -> Option<String> {
        match otlp.validate(signal).err()? {
            Error::InvalidSetting { allowed, .. } => Some(allowed.into_owned()),
            other => Some(other.to_string()),
        }
    }

    fn read_headers(section: &mut Section<'_>, otlp: Otlp, report: &mut Report) -> Otlp {
        let mut headers: Vec<(String, String)> = Vec::new();
        let mut set = |at: &At<'_>, name: &str, value: &str, report: &mut Report| {
            if let Some(allowed) = refused(&Otlp::grpc().header(name, value), Signal::Traces) {
                at.wrong(
                    report,
                    format!("a header is not allowed; allowed: {allowed}"),
                );
            }
            headers.retain(|(known, _)| !known.eq_ignore_ascii_case(name));
            headers.push((name.to_owned(), value.to_owned()));
        };
        // The weaker ones first.
        if let Some(list) = section.get("headers_list")
            && let Some(text) = list.text(report)
        {
            for (index, pair) in pairs(&text).enumerate() {
                match pair {
                    Some((name, value)) => set(&list, &name, &value, report),
                    None => {
                        let allowed = "name=value pairs separated by commas, other commas and \
                                       percent signs percent-encoded";
                        let index = index + 1;
                        let text = format!("entry {index} is broken; allowed: {allowed}");
                        list.wrong(report, text);
                    }
                }
            }
        }
        let list = section.get("headers").map(|at| at.list(report));
        for item in list.unwrap_or_default() {
            let Some(mut header) = item.section(report) else {
                continue;
            };
            let name = header.required("name", report);
            let name = name.and_then(|at| at.text(report));
            let value = header.present("value");
            if value.is_none() {
                item.wrong(report, "the key value is missing");
            }
            // A header whose value is null is not sent.
            let value = value.and_then(|at| at.text(report));
            header.end(report);
            if let (Some(name), Some(value)) = (name, value) {
                set(&item, &name, &value, report);
            }
        }
        let add = |otlp: Otlp, (name, value)| otlp.header(name, value);
        headers.into_iter().fold(otlp, add)
    }

    /// Reads the certificates into the exporter; whether an endpoint without a scheme is insecure.
    fn read_tls(
        at: &At<'_>,
        protocol: Protocol,
        otlp: &mut Otlp,
        report: &mut Report,
    ) -> Option<bool> {
        let mut section = at.section(report)?;
        let mut tls = Tls::default();
        if let Some(roots) = section.get("ca_file").and_then(|at| pem(&at, report)) {
            tls = tls.root_certificates(roots);
        }
        let certificate = section.get("cert_file");
        let key = section.get("key_file");
        match (certificate, key) {
            (Some(certificate), Some(key)) => {
                if let (Some(certificate), Some(key)) =
                    (pem(&certificate, report), pem(&key, report))
                {
                    tls = tls.identity(certificate, key);
                }
            }
            (Some(alone), None) | (None, Some(alone)) => {
                alone.wrong(report, "cert_file and key_file need each other");
            }
            (None, None) => {}
        }
        if let Err(error) = tls.check() {
            at.wrong(report, error.to_string());
        }
        let insecure = match protocol {
            Protocol::Grpc => section.get("insecure").and_then(|at| at.boolean(report)),
            Protocol::HttpProtobuf | Protocol::HttpJson => None,
        };
        section.end(report);
        *otlp = otlp.clone().tls(tls);
        insecure.map(|insecure| insecure.value)
    }

    /// What is in the file that is named here.
    fn pem(at: &At<'_>, report: &mut Report) -> Option<Vec<u8>> {
        let path = at.text(report)?;
        if !std::path::Path::new(path.value).is_absolute() {
            at.not_allowed("an absolute path", report);
            return None;
        }
        let read = std::fs::read(path.value);
        read.map_err(|error| at.wrong(report, format!("{}: {error}", at.shown())))
            .ok()
    }
}
