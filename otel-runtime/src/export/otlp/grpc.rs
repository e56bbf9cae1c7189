//! OTLP over gRPC: a codec that passes bytes through.

use std::{sync::Arc, time::Duration};

use bytes::{Buf, BufMut, Bytes};
use http::uri::{PathAndQuery, Scheme};
use tonic::{
    Code, Extensions, Request, Status, client,
    codec::{BufferSettings, Codec, CompressionEncoding, DecodeBuf, Decoder, EncodeBuf, Encoder},
    metadata::MetadataMap,
    transport::{Certificate, Channel, ClientTlsConfig, Endpoint, Identity},
};

use super::{
    batch::SealedBatch,
    response::{Acknowledged, Failure, acknowledged, chain, short},
    settings::Checked,
    tls::Tls,
};
use crate::{
    Error,
    export::{Compression, Signal},
    provider::shown_url,
    record::proto::{Field, Fields},
};

/// The method that takes the requests of a signal.
fn method(signal: Signal) -> PathAndQuery {
    PathAndQuery::from_static(match signal {
        Signal::Traces => "/opentelemetry.proto.collector.trace.v1.TraceService/Export",
        #[cfg(feature = "metrics")]
        Signal::Metrics => "/opentelemetry.proto.collector.metrics.v1.MetricsService/Export",
    })
}

/// A gRPC client of one receiver.
pub(crate) struct Grpc {
    endpoint: Endpoint,
    method: PathAndQuery,
    client: Option<client::Grpc<Channel>>,
    metadata: MetadataMap,
    encoding: Option<CompressionEncoding>,
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
            .connect_timeout(settings.timeout);
        endpoint = settings.keep_alive.of_grpc(endpoint);
        if uri.scheme() == Some(&Scheme::HTTPS) {
            endpoint = with_tls(endpoint, &settings.tls)?;
        }
        Ok(Self {
            endpoint,
            method: method(settings.signal),
            client: None,
            metadata: MetadataMap::from_headers(settings.headers.clone()),
            encoding: encoding(settings.compression),
        })
    }

    pub(super) async fn send(&mut self, batch: Arc<SealedBatch>) -> Result<Acknowledged, Failure> {
        // It is not there while it sends: an attempt that is given up, for nobody answers, takes
        // its connection along, whose other end may have vanished.
        let mut client = match self.client.take() {
            Some(client) => client,
            None => self.connect(),
        };
        let request = Request::from_parts(self.metadata.clone(), Extensions::default(), batch);
        let answer = answer(&mut client, request, self.method.clone()).await;
        self.client = Some(client);
        answer
    }

    /// A client that connects when it first sends. Needs the runtime of the export thread.
    fn connect(&self) -> client::Grpc<Channel> {
        let client = client::Grpc::new(self.endpoint.connect_lazy());
        match self.encoding {
            Some(encoding) => client.send_compressed(encoding),
            None => client,
        }
    }
}

async fn answer(
    client: &mut client::Grpc<Channel>,
    request: Request<Arc<SealedBatch>>,
    method: PathAndQuery,
) -> Result<Acknowledged, Failure> {
    let ready = client.ready().await;
    ready.map_err(|error| Failure::Unanswered(chain(&error)))?;
    match client.unary(request, method, RawCodec).await {
        Ok(response) => Ok(acknowledged(response.get_ref())),
        Err(status) => Err(failure(&status)),
    }
}

fn encoding(compression: Compression) -> Option<CompressionEncoding> {
    match compression {
        Compression::Gzip => Some(CompressionEncoding::Gzip),
        #[cfg(feature = "zstd")]
        Compression::Zstd => Some(CompressionEncoding::Zstd),
        _ => None,
    }
}

/// The endpoint, with the certificates that the settings give.
pub(super) fn with_tls(endpoint: Endpoint, settings: &Tls) -> Result<Endpoint, Error> {
    let config = match &settings.roots {
        Some(pem) => ClientTlsConfig::new().ca_certificate(Certificate::from_pem(pem)),
        None => ClientTlsConfig::new().with_webpki_roots(),
    };
    let config = match &settings.identity {
        Some(own) => config.identity(Identity::from_pem(&own.certificates, &own.key)),
        None => config,
    };
    endpoint.tls_config(config).map_err(|error| {
        let allowed = "PEM of certificates, and of a private key that belongs to them";
        Error::invalid("OTLP certificates", chain(&error), allowed)
    })
}

/// Which statuses may be tried again: those that OTLP names, and every error of the transport,
/// whatever code it was given (a connection reset becomes `Unknown`).
pub(crate) fn failure(status: &Status) -> Failure {
    if let Some(source) = std::error::Error::source(status) {
        return Failure::Unanswered(chain(source));
    }
    let message = format!("{:?}: {}", status.code(), short(status.message()));
    let retry_after = retry_delay(status.details());
    match status.code() {
        Code::ResourceExhausted | Code::OutOfRange if is_about_size(status.message()) => {
            Failure::TooLarge(message)
        }
        Code::ResourceExhausted if retry_after.is_none() => refused(&message),
        Code::Cancelled
        | Code::DeadlineExceeded
        | Code::Aborted
        | Code::OutOfRange
        | Code::Unavailable
        | Code::DataLoss
        | Code::ResourceExhausted => Failure::Temporary {
            message,
            retry_after,
        },
        _ => refused(&message),
    }
}

fn refused(message: &str) -> Failure {
    Failure::Refused(format!("the receiver refused them: {message}"))
}

/// gRPC has no code of its own for a message that is too large; grpc-go, grpc-java and tonic say
/// it so.
fn is_about_size(message: &str) -> bool {
    ["larger than max", "exceeds maximum", "too large"]
        .iter()
        .any(|words| message.contains(words))
}

/// The `retry_delay` of a `google.rpc.RetryInfo` in the status details: the receiver will recover.
fn retry_delay(status: &[u8]) -> Option<Duration> {
    const DETAILS: u64 = 0x1a;
    const TYPE_URL: u64 = 0x0a;
    const VALUE: u64 = 0x12;
    const RETRY_DELAY: u64 = 0x0a;
    let is_retry_info = |detail: &&[u8]| {
        first(detail, TYPE_URL).is_some_and(|url| url.ends_with(b"/google.rpc.RetryInfo"))
    };
    let info = Fields::new(status).delimited(DETAILS).find(is_retry_info)?;
    let delay = first(first(info, VALUE).unwrap_or_default(), RETRY_DELAY);
    Some(duration(delay.unwrap_or_default()))
}

fn first(message: &[u8], tag: u64) -> Option<&[u8]> {
    Fields::new(message).delimited(tag).next()
}

/// A `google.protobuf.Duration`; a negative one is none.
fn duration(bytes: &[u8]) -> Duration {
    const SECONDS: u64 = 0x08;
    const NANOS: u64 = 0x10;
    let (mut seconds, mut nanos) = (0, 0);
    for field in Fields::new(bytes) {
        match field {
            (SECONDS, Field::Varint(value)) => seconds = value.cast_signed(),
            (NANOS, Field::Varint(value)) => nanos = value.cast_signed(),
            _ => {}
        }
    }
    let nanos = nanos.clamp(0, 999_999_999) as u32;
    Duration::new(seconds.max(0).cast_unsigned(), nanos)
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

#[cfg(test)]
mod tests {
    use super::*;

    /// A `google.rpc.Status` with one detail of this type and value.
    fn details(kind: &str, value: &[u8]) -> Vec<u8> {
        let url = format!("type.googleapis.com/{kind}");
        let mut any = vec![0x0a, url.len() as u8];
        any.extend_from_slice(url.as_bytes());
        any.extend_from_slice(&[0x12, value.len() as u8]);
        any.extend_from_slice(value);
        let mut status = vec![0x08, 8, 0x1a, any.len() as u8];
        status.extend_from_slice(&any);
        status
    }

    fn answer(code: Code, message: &str, details: Vec<u8>) -> Failure {
        failure(&Status::with_details(code, message, details.into()))
    }

    #[test]
    fn a_receiver_that_will_recover_says_when() {
        // 3 s and 500 ms.
        let delay = b"\x0a\x08\x08\x03\x10\x80\xca\xb5\xee\x01";
        let info = details("google.rpc.RetryInfo", delay);
        let expected = Failure::Temporary {
            message: "ResourceExhausted: busy".to_owned(),
            retry_after: Some(Duration::from_millis(3_500)),
        };
        assert_eq!(answer(Code::ResourceExhausted, "busy", info), expected);
        let other = details("google.rpc.DebugInfo", b"");
        let refused = answer(Code::ResourceExhausted, "busy", other);
        assert!(matches!(refused, Failure::Refused(_)), "{refused:?}");
        let nonsense = answer(Code::Unavailable, "later", vec![0xff; 9]);
        let expected = Failure::Temporary {
            message: "Unavailable: later".to_owned(),
            retry_after: None,
        };
        assert_eq!(nonsense, expected);
    }

    #[test]
    fn a_message_that_is_too_large_is_known_by_its_words() {
        for (code, message) in [
            (
                Code::ResourceExhausted,
                "grpc: received message larger than max (5 vs. 4)",
            ),
            (
                Code::OutOfRange,
                "Error, decoded message length too large: found 5 bytes, the limit is: 4 bytes",
            ),
        ] {
            assert!(matches!(
                answer(code, message, Vec::new()),
                Failure::TooLarge(_)
            ));
        }
    }
}
