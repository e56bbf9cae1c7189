//! OTLP over gRPC: a codec that passes bytes through.

use std::{sync::Arc, time::Duration};

use bytes::{Buf, BufMut, Bytes};
use http::uri::{PathAndQuery, Scheme};
use tonic::{
    Code, Extensions, Request, Status, client,
    codec::{BufferSettings, Codec, CompressionEncoding, DecodeBuf, Decoder, EncodeBuf, Encoder},
    metadata::MetadataMap,
    transport::{Channel, ClientTlsConfig, Endpoint},
};

use super::{
    batch::SealedBatch,
    response::{Acknowledged, Failure, acknowledged, chain, short},
    settings::Checked,
};
use crate::{Error, provider::shown_url};

const PATH: PathAndQuery =
    PathAndQuery::from_static("/opentelemetry.proto.collector.trace.v1.TraceService/Export");

/// A gRPC client of one receiver.
pub(super) struct Grpc {
    endpoint: Endpoint,
    client: Option<client::Grpc<Channel>>,
    metadata: MetadataMap,
    gzip: bool,
}

impl Grpc {
    pub(super) fn new(settings: &Checked) -> Result<Self, Error> {
        let uri = settings.endpoint.clone();
        let invalid = |error: tonic::transport::Error| {
            Error::invalid("OTLP endpoint", shown_url(&uri.to_string()), chain(&error))
        };
        let mut endpoint = Endpoint::from(uri.clone())
            .user_agent(super::USER_AGENT)
            .map_err(invalid)?
            .connect_timeout(settings.timeout)
            .http2_keep_alive_interval(Duration::from_secs(60))
            .keep_alive_while_idle(false);
        if uri.scheme() == Some(&Scheme::HTTPS) {
            let tls = ClientTlsConfig::new().with_webpki_roots();
            endpoint = endpoint.tls_config(tls).map_err(invalid)?;
        }
        Ok(Self {
            endpoint,
            client: None,
            metadata: MetadataMap::from_headers(settings.headers.clone()),
            gzip: settings.gzip,
        })
    }

    pub(super) async fn send(&mut self, batch: Arc<SealedBatch>) -> Result<Acknowledged, Failure> {
        let client = self.client.get_or_insert_with(|| {
            // Needs the runtime of the export thread, so it waits for the first batch.
            let client = client::Grpc::new(self.endpoint.connect_lazy());
            if self.gzip {
                client.send_compressed(CompressionEncoding::Gzip)
            } else {
                client
            }
        });
        let ready = client.ready().await;
        ready.map_err(|error| Failure::temporary(chain(&error)))?;
        let request = Request::from_parts(self.metadata.clone(), Extensions::default(), batch);
        match client.unary(request, PATH, RawCodec).await {
            Ok(response) => Ok(acknowledged(response.get_ref())),
            Err(status) => Err(failure(&status)),
        }
    }
}

/// Which statuses may be tried again: those that OTLP names, and every error of the transport,
/// whatever code it was given (a connection reset becomes `Unknown`).
fn failure(status: &Status) -> Failure {
    if let Some(source) = std::error::Error::source(status) {
        return Failure::temporary(chain(source));
    }
    let message = format!("{:?}: {}", status.code(), short(status.message()));
    match status.code() {
        Code::Cancelled
        | Code::DeadlineExceeded
        | Code::Aborted
        | Code::OutOfRange
        | Code::Unavailable
        | Code::DataLoss => Failure::temporary(message),
        Code::ResourceExhausted if has_retry_info(status.details()) => Failure::temporary(message),
        _ => Failure::Refused(format!("the receiver refused them: {message}")),
    }
}

/// Whether the status details carry a `google.rpc.RetryInfo`: the receiver will recover.
fn has_retry_info(details: &[u8]) -> bool {
    const TYPE: &[u8] = b"type.googleapis.com/google.rpc.RetryInfo";
    details.windows(TYPE.len()).any(|window| window == TYPE)
}

/// The request is encoded already, the answer is decoded by [`acknowledged`].
#[derive(Clone, Copy, Debug)]
struct RawCodec;

impl Codec for RawCodec {
    type Encode = Arc<SealedBatch>;
    type Decode = Bytes;
    type Encoder = RawEncoder;
    type Decoder = RawCodec;

    fn encoder(&mut self) -> RawEncoder {
        RawEncoder
    }

    fn decoder(&mut self) -> RawCodec {
        RawCodec
    }
}

#[derive(Clone, Copy, Debug)]
struct RawEncoder;

impl Encoder for RawEncoder {
    type Item = Arc<SealedBatch>;
    type Error = Status;

    fn encode(&mut self, batch: Arc<SealedBatch>, out: &mut EncodeBuf<'_>) -> Result<(), Status> {
        out.reserve(batch.len());
        for piece in batch.pieces() {
            out.put_slice(piece);
        }
        Ok(())
    }

    fn buffer_settings(&self) -> BufferSettings {
        BufferSettings::default()
    }
}

impl Decoder for RawCodec {
    type Item = Bytes;
    type Error = Status;

    fn decode(&mut self, answer: &mut DecodeBuf<'_>) -> Result<Option<Bytes>, Status> {
        Ok(Some(answer.copy_to_bytes(answer.remaining())))
    }
}
