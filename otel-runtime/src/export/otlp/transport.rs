//! What carries a batch to a receiver.

use std::sync::Arc;

use super::{
    batch::SealedBatch,
    response::{Acknowledged, Failure},
    settings::Checked,
};
use crate::{Error, export::Protocol};

/// One of the ways a batch travels; both are compiled in or out by features.
pub(crate) enum Transport {
    #[cfg(feature = "otlp-grpc")]
    Grpc(Box<super::grpc::Grpc>),
    #[cfg(feature = "otlp-http")]
    Http(Box<super::http::Http>),
    #[cfg(all(test, feature = "otlp-grpc", feature = "otlp-http"))]
    Panicking(Box<super::panicking::Panicking>),
}

impl Transport {
    /// What the settings ask for; it connects when it first sends.
    pub(crate) fn new(settings: &Checked) -> Result<Self, Error> {
        match settings.protocol {
            #[cfg(feature = "otlp-grpc")]
            Protocol::Grpc => Ok(Self::Grpc(Box::new(super::grpc::Grpc::new(settings)?))),
            #[cfg(feature = "otlp-http")]
            Protocol::HttpProtobuf => Ok(Self::Http(Box::new(super::http::Http::new(settings)?))),
            #[cfg(all(feature = "otlp-http", feature = "json"))]
            Protocol::HttpJson => Ok(Self::Http(Box::new(super::http::Http::new(settings)?))),
            #[cfg(not(all(feature = "otlp-grpc", feature = "otlp-http", feature = "json")))]
            other => Err(Error::invalid(
                "OTLP protocol",
                other.name(),
                "those whose features of otel-runtime are on: grpc (otlp-grpc), http/protobuf \
                 (otlp-http), http/json (otlp-http, json)",
            )),
        }
    }

    /// Sends a batch once and reads the answer.
    pub(crate) async fn send(&mut self, batch: Arc<SealedBatch>) -> Result<Acknowledged, Failure> {
        match self {
            #[cfg(feature = "otlp-grpc")]
            Self::Grpc(grpc) => grpc.send(batch).await,
            #[cfg(feature = "otlp-http")]
            Self::Http(http) => http.send(&batch).await,
            #[cfg(all(test, feature = "otlp-grpc", feature = "otlp-http"))]
            Self::Panicking(panicking) => panicking.send(batch).await,
        }
    }
}
