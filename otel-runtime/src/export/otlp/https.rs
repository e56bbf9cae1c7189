//! The TLS side of OTLP over HTTP.

use std::sync::Arc;

use rustls::{
    ClientConfig, RootCertStore,
    client::WebPkiServerVerifier,
    pki_types::{CertificateDer, PrivateKeyDer, pem::PemObject},
};

use super::tls::Tls;
use crate::Error;

/// The configuration that trusts and shows what the settings say.
pub(super) fn client_config(settings: &Tls) -> Result<ClientConfig, Error> {
    // The provider is named, because a program may have several compiled in.
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let builder = ClientConfig::builder_with_provider(provider.clone())
        .with_safe_default_protocol_versions()
        .map_err(|error| unusable("OTLP certificates", &error))?;
    let verifier = WebPkiServerVerifier::builder_with_provider(roots(settings)?.into(), provider)
        .build()
        .map_err(|error| unusable(ROOTS, &error))?;
    let builder = builder.with_webpki_verifier(verifier);
    let Some(own) = &settings.identity else {
        return Ok(builder.with_no_client_auth());
    };
    let certificates = certificates("OTLP client certificate", &own.certificates)?;
    let key = PrivateKeyDer::from_pem_slice(&own.key)
        .map_err(|error| unusable("OTLP client key", &error))?;
    builder
        .with_client_auth_cert(certificates, key)
        .map_err(|error| unusable("OTLP client certificate", &error))
}

const ROOTS: &str = "OTLP root certificates";

fn roots(settings: &Tls) -> Result<RootCertStore, Error> {
    let Some(pem) = &settings.roots else {
        return Ok(RootCertStore {
            roots: webpki_roots::TLS_SERVER_ROOTS.to_vec(),
        });
    };
    let mut roots = RootCertStore::empty();
    for certificate in certificates(ROOTS, pem)? {
        roots
            .add(certificate)
            .map_err(|error| unusable(ROOTS, &error))?;
    }
    Ok(roots)
}

fn certificates(setting: &'static str, pem: &[u8]) -> Result<Vec<CertificateDer<'static>>, Error> {
    let parsed: Result<Vec<_>, _> = CertificateDer::pem_slice_iter(pem).collect();
    let certificates = parsed.map_err(|error| unusable(setting, &error))?;
    if certificates.is_empty() {
        return Err(unusable(setting, &"no certificate in it"));
    }
    Ok(certificates)
}

/// The error for PEM that cannot be used; what is in it is not shown.
fn unusable(setting: &'static str, why: &dyn std::fmt::Display) -> Error {
    Error::invalid(
        setting,
        why,
        "PEM of certificates, and of a private key that belongs to them",
    )
}
