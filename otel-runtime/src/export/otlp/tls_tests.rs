//! Batches over TLS, to a receiver with certificates of its own making.

#![allow(clippy::unwrap_used)]

use std::sync::Arc;

use axum::serve::Listener;
use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair};
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::{
    TlsAcceptor,
    rustls::{
        RootCertStore, ServerConfig,
        pki_types::{CertificateDer, PrivateKeyDer, pem::PemObject},
        server::WebPkiClientVerifier,
    },
    server::TlsStream,
};

use super::{Tls, https::client_config};

/// An authority, and certificates that it has signed, as PEM.
pub(super) struct Certificates {
    pub(super) authority: String,
    pub(super) server: (String, String),
    pub(super) client: (String, String),
}

pub(super) fn certificates() -> Certificates {
    let mut params = CertificateParams::new(Vec::new()).unwrap();
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    let authority = CertifiedIssuer::self_signed(params, KeyPair::generate().unwrap()).unwrap();
    let signed = |name: &str| {
        let key = KeyPair::generate().unwrap();
        let params = CertificateParams::new(vec![name.to_owned()]).unwrap();
        let certificate = params.signed_by(&key, &authority).unwrap();
        (certificate.pem(), key.serialize_pem())
    };
    Certificates {
        server: signed("localhost"),
        client: signed("client"),
        authority: authority.pem(),
    }
}

/// Accepts TLS connections of clients that the authority knows.
pub(super) struct TlsListener {
    tcp: TcpListener,
    acceptor: TlsAcceptor,
}

impl TlsListener {
    pub(super) fn new(tcp: TcpListener, certificates: &Certificates) -> Self {
        let read = |pem: &str| CertificateDer::from_pem_slice(pem.as_bytes()).unwrap();
        let mut roots = RootCertStore::empty();
        roots.add(read(&certificates.authority)).unwrap();
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let clients = WebPkiClientVerifier::builder_with_provider(roots.into(), provider.clone());
        let (chain, key) = &certificates.server;
        let mut config = ServerConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_client_cert_verifier(clients.build().unwrap())
            .with_single_cert(
                vec![read(chain)],
                PrivateKeyDer::from_pem_slice(key.as_bytes()).unwrap(),
            )
            .unwrap();
        config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
        Self {
            tcp,
            acceptor: Arc::new(config).into(),
        }
    }
}

impl Listener for TlsListener {
    type Io = TlsStream<TcpStream>;
    type Addr = std::net::SocketAddr;

    async fn accept(&mut self) -> (Self::Io, Self::Addr) {
        loop {
            let (stream, address) = self.tcp.accept().await.unwrap();
            if let Ok(stream) = self.acceptor.accept(stream).await {
                return (stream, address);
            }
        }
    }

    fn local_addr(&self) -> std::io::Result<Self::Addr> {
        self.tcp.local_addr()
    }
}

#[test]
fn what_is_no_certificate_is_refused_by_name_and_not_shown() {
    let good = certificates();
    assert!(client_config(&Tls::default().root_certificates(good.authority.clone())).is_ok());
    let (chain, key) = good.client;
    let (_, other_key) = good.server;
    for (tls, setting) in [
        (
            Tls::default().root_certificates("secret"),
            "OTLP root certificates",
        ),
        (
            Tls::default().identity("secret", key),
            "OTLP client certificate",
        ),
        (
            Tls::default().identity(chain.clone(), "secret"),
            "OTLP client key",
        ),
        (
            Tls::default().identity(chain, other_key),
            "OTLP client certificate",
        ),
    ] {
        let error = tls.check().unwrap_err().to_string();
        assert!(
            error.starts_with(setting) && !error.contains("secret"),
            "{error}"
        );
    }
}
