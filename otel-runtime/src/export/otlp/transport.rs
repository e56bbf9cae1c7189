//! What carries a batch to a receiver.

use std::sync::Arc;

use super::{
    batch::SealedBatch,
    response::{Acknowledged, Failure},
};

/// One of the ways a batch travels; both are compiled in or out by features.
pub(super) enum Transport {
    #[cfg(feature = "otlp-grpc")]
    Grpc(Box<super::grpc::Grpc>),
    #[cfg(feature = "otlp-http")]
    Http(Box<super::http::Http>),
    #[cfg(all(test, feature = "otlp-grpc", feature = "otlp-http"))]
    Panicking(Box<super::panicking::Panicking>),
}

impl Transport {
    /// Sends a batch once and reads the answer.
    pub(super) async fn send(&mut self, batch: Arc<SealedBatch>) -> Result<Acknowledged, Failure> {
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
