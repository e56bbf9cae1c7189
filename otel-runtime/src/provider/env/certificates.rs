//! The certificates of an OTLP exporter: files of PEM that the variables name.

use super::{
    super::settings::{OtlpSettings, Source, Sourced},
    otlp::{OR_ELSE, Variables, first},
    reader::Reader,
};

const ROOTS: &str = "a readable file of PEM with certificates";
const OWN: &str = "a readable file of PEM: certificates, and a private key that belongs to them";

/// Reads the files; one that cannot be used is named, and the general one is used, if there is one.
pub(super) fn read(reader: &mut Reader<'_>, variables: &Variables, settings: &mut OtlpSettings) {
    let roots = first(variables.certificate, |name| {
        let roots = file(reader, name, ROOTS)?;
        if usable(Some(&roots.pem), None) {
            return Some(roots);
        }
        refuse(reader, &roots, ROOTS);
        None
    });
    if let Some(roots) = roots {
        settings.roots = roots.sourced().map(|roots| Some(roots.pem));
    }
    read_identity(reader, variables, settings);
}

/// The client's certificate and its key, which may come from one variable of the signal and one of
/// all signals.
fn read_identity(reader: &mut Reader<'_>, variables: &Variables, settings: &mut OtlpSettings) {
    let [_, certificate_of_all] = variables.client_certificate;
    let [_, key_of_all] = variables.client_key;
    for (certificates, keys) in [
        (&variables.client_certificate[..], &variables.client_key[..]),
        (&[certificate_of_all], &[key_of_all]),
    ] {
        let mut file_of = |names: &[&'static str]| {
            let mut names = names.iter();
            names.find_map(|name| file(reader, name, OWN))
        };
        let (certificate, key) = match (file_of(certificates), file_of(keys)) {
            (Some(certificate), Some(key)) => (certificate, key),
            (Some(alone), None) | (None, Some(alone)) => {
                let allowed = "both of OTEL_EXPORTER_OTLP_CLIENT_CERTIFICATE and .._CLIENT_KEY";
                let used = "no client certificate";
                reader.warn(alone.name, Some(alone.path), allowed, used);
                return;
            }
            (None, None) => return,
        };
        let identity = (certificate.pem.clone(), key.pem.clone());
        if usable(None, Some(&identity)) {
            settings.identity = certificate.sourced().map(|_| Some(identity));
            return;
        }
        let is_key = usable(Some(&certificate.pem), None);
        refuse(reader, if is_key { &key } else { &certificate }, OWN);
        if certificate.name == certificate_of_all && key.name == key_of_all {
            return;
        }
    }
}

/// What a variable named.
struct File {
    name: &'static str,
    path: String,
    pem: Vec<u8>,
}

impl File {
    fn sourced(self) -> Sourced<Self> {
        let source = Source::Variable(self.name);
        Sourced::new(self, source)
    }
}

fn file(reader: &mut Reader<'_>, name: &'static str, allowed: &str) -> Option<File> {
    let path = reader.text(name)?;
    match std::fs::read(&path) {
        Ok(pem) => Some(File { name, path, pem }),
        Err(error) => {
            let allowed = format!("{allowed}, and this is none: {error}");
            reader.warn(name, Some(path), allowed, OR_ELSE);
            None
        }
    }
}

fn refuse(reader: &mut Reader<'_>, file: &File, allowed: &'static str) {
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
