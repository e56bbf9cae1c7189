//! Whom an OTLP exporter trusts, and who it says it is.

use std::fmt;

use crate::Error;

/// The certificates of an OTLP exporter, given to [`Otlp::tls`](crate::Otlp::tls).
///
/// Without it, `https://` endpoints are checked against the roots of Mozilla's list, and the
/// exporter shows no certificate of its own. All of it is PEM, as
/// `OTEL_EXPORTER_OTLP_CERTIFICATE`, `.._CLIENT_CERTIFICATE` and `.._CLIENT_KEY` name files of.
///
/// ```no_run
/// use otel_runtime::{Otlp, Tls};
///
/// # fn main() -> std::io::Result<()> {
/// let tls = Tls::default()
///     .root_certificates(std::fs::read("ca.pem")?)
///     .identity(std::fs::read("client.pem")?, std::fs::read("client.key")?);
/// let exporter = Otlp::grpc().endpoint("https://collector.internal:4317").tls(tls);
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Default)]
pub struct Tls {
    pub(super) roots: Option<Vec<u8>>,
    pub(super) identity: Option<Identity>,
}

/// A certificate chain and its private key, both PEM.
#[derive(Clone)]
pub(super) struct Identity {
    pub(super) certificates: Vec<u8>,
    pub(super) key: Vec<u8>,
}

impl Tls {
    /// Trusts these certificates, and no others.
    #[must_use]
    pub fn root_certificates(mut self, pem: impl Into<Vec<u8>>) -> Self {
        self.roots = Some(pem.into());
        self
    }

    /// Shows this certificate to a receiver that asks for one. `certificates` begins with the
    /// exporter's own.
    #[must_use]
    pub fn identity(mut self, certificates: impl Into<Vec<u8>>, key: impl Into<Vec<u8>>) -> Self {
        self.identity = Some(Identity {
            certificates: certificates.into(),
            key: key.into(),
        });
        self
    }
}

impl Tls {
    /// Refuses PEM that cannot be used.
    pub(crate) fn check(&self) -> Result<(), Error> {
        #[cfg(feature = "otlp-http")]
        super::https::client_config(self)?;
        #[cfg(all(feature = "otlp-grpc", not(feature = "otlp-http")))]
        super::grpc::with_tls(tonic::transport::Endpoint::from_static("https://h"), self)?;
        Ok(())
    }
}

/// Shows which parts were given, and nothing of them.
impl fmt::Debug for Tls {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Tls")
            .field("root_certificates", &self.roots.is_some())
            .field("identity", &self.identity.is_some())
            .finish()
    }
}
