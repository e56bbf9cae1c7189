//! The certificates of an OTLP exporter: files of PEM that the variables name.

use super::{
    super::settings::{OtlpSettings, Sourced},
    otlp::{Names, OR_ELSE, Variables, first},
    reader::Reader,
};

const ALLOWED: &str = "a readable file of PEM";

/// Reads the files; what cannot be used is named and left out.
pub(super) fn read(reader: &mut Reader<'_>, variables: &Variables, settings: &mut OtlpSettings) {
    if let Some(roots) = file(reader, variables.certificate) {
        if usable(Some(&roots.value.pem), None) {
            settings
                .roots
                .overlay(Some(roots.map(|roots| Some(roots.pem))));
        } else {
            refuse(reader, &roots);
        }
    }
    let certificate = file(reader, variables.client_certificate);
    match (certificate, file(reader, variables.client_key)) {
        (None, None) => {}
        (Some(certificate), Some(key)) => {
            let identity = (certificate.value.pem.clone(), key.value.pem);
            if usable(None, Some(&identity)) {
                let identity = certificate.map(|_| Some(identity));
                settings.identity.overlay(Some(identity));
            } else {
                refuse(reader, &certificate);
            }
        }
        (Some(alone), None) | (None, Some(alone)) => {
            let allowed = "both of OTEL_EXPORTER_OTLP_CLIENT_CERTIFICATE and .._CLIENT_KEY";
            let name = alone.value.name;
            reader.warn(
                name,
                Some(alone.value.path),
                allowed,
                "no client certificate",
            );
        }
    }
}

/// What a variable named.
struct File {
    name: &'static str,
    path: String,
    pem: Vec<u8>,
}

fn file(reader: &mut Reader<'_>, names: Names) -> Option<Sourced<File>> {
    first(names, |name| {
        let path = reader.sourced(name)?;
        match std::fs::read(&path.value) {
            Ok(pem) => Some(path.map(|path| File { name, path, pem })),
            Err(error) => {
                let allowed = format!("{ALLOWED}, and this is none: {error}");
                reader.warn(name, Some(path.value), allowed, OR_ELSE);
                None
            }
        }
    })
}

fn refuse(reader: &mut Reader<'_>, file: &File) {
    let allowed = "a file of PEM: certificates, and a private key that belongs to them";
    reader.warn(file.name, Some(file.path.clone()), allowed, OR_ELSE);
}

#[cfg(any(feature = "otlp-grpc", feature = "otlp-http"))]
fn usable(roots: Option<&Vec<u8>>, identity: Option<&(Vec<u8>, Vec<u8>)>) -> bool {
    let mut tls = crate::Tls::default();
    if let Some(roots) = roots {
        tls = tls.root_certificates(roots.clone());
    }
    if let Some((certificate, key)) = identity {
        tls = tls.identity(certificate.clone(), key.clone());
    }
    tls.check().is_ok()
}

/// Nothing is sent by OTLP in this build.
#[cfg(not(any(feature = "otlp-grpc", feature = "otlp-http")))]
fn usable(_: Option<&Vec<u8>>, _: Option<&(Vec<u8>, Vec<u8>)>) -> bool {
    true
}
