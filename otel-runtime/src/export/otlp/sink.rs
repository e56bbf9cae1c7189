//! A receiver in this process, for tests: OTLP over gRPC and HTTP on free ports.

#![allow(clippy::unwrap_used)]

use std::{
    collections::VecDeque,
    io::Read,
    sync::{Arc, Mutex},
    time::Duration,
};

use axum::{
    Router, body::Bytes, extract::State, http::HeaderMap, response::IntoResponse, routing::post,
};
use opentelemetry_proto::tonic::collector::trace::v1::{
    ExportTracePartialSuccess, ExportTraceServiceRequest, ExportTraceServiceResponse,
    trace_service_server::{TraceService, TraceServiceServer},
};
use prost::Message;
use tokio::{net::TcpListener, runtime::Runtime, time::sleep};
use tonic::{Request, Response, Status, codec::CompressionEncoding};

use super::tls_tests::{Certificates, TlsListener};

/// What the sink does with one request; without an answer it takes everything.
#[derive(Clone, Debug)]
pub(crate) enum Answer {
    PartialSuccess(i64, &'static str),
    /// A gRPC status, or an HTTP one.
    Fail(u16, &'static str),
    /// HTTP only: unavailable, try again after so many seconds.
    RetryAfter(u64),
    Hang,
}

/// One request as it came.
#[derive(Clone, Debug)]
pub(crate) struct Received {
    pub(crate) headers: HeaderMap,
    pub(crate) request: ExportTraceServiceRequest,
}

#[derive(Clone, Default)]
pub(crate) struct Sink {
    received: Arc<Mutex<Vec<Received>>>,
    answers: Arc<Mutex<VecDeque<Answer>>>,
    /// The most bytes in a request.
    limit: Option<usize>,
}

/// The sink's thread of work; dropped, both servers are gone.
pub(crate) struct Running {
    pub(crate) sink: Sink,
    pub(crate) grpc: String,
    pub(crate) http: String,
    runtime: Runtime,
}

pub(crate) fn start(answers: impl IntoIterator<Item = Answer>) -> Running {
    let sink = Sink::default();
    sink.answers.lock().unwrap().extend(answers);
    run(sink)
}

/// A sink that takes no request of more than `limit` bytes.
pub(crate) fn start_with_limit(limit: usize) -> Running {
    run(Sink {
        limit: Some(limit),
        ..Sink::default()
    })
}

/// An address where the sink takes requests over TLS, by HTTP and by gRPC.
pub(crate) fn over_tls(running: &Running, certificates: &Certificates) -> String {
    running.runtime.block_on(async {
        let socket = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("https://localhost:{}", socket.local_addr().unwrap().port());
        let listener = TlsListener::new(socket, certificates);
        let grpc = TraceServiceServer::new(running.sink.clone());
        let router = Router::new()
            .route("/v1/traces", post(over_http))
            .with_state(running.sink.clone())
            .fallback_service(grpc);
        tokio::spawn(async move { axum::serve(listener, router).await });
        address
    })
}

fn run(sink: Sink) -> Running {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(1)
        .enable_all()
        .build()
        .unwrap();
    let (grpc, http) = runtime.block_on(serve(sink.clone()));
    Running {
        sink,
        grpc,
        http,
        runtime,
    }
}

async fn serve(sink: Sink) -> (String, String) {
    let grpc = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let http = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let addresses = [&grpc, &http].map(|socket| format!("http://{}", socket.local_addr().unwrap()));
    let service = TraceServiceServer::new(sink.clone())
        .accept_compressed(CompressionEncoding::Gzip)
        .max_decoding_message_size(sink.limit.unwrap_or(4 << 20));
    #[cfg(feature = "zstd")]
    let service = service.accept_compressed(CompressionEncoding::Zstd);
    let incoming = tonic::transport::server::TcpIncoming::from(grpc);
    tokio::spawn(
        tonic::transport::Server::builder()
            .add_service(service)
            .serve_with_incoming(incoming),
    );
    let limit = axum::extract::DefaultBodyLimit::max(sink.limit.unwrap_or(64 << 20));
    let router = Router::new()
        .route("/v1/traces", post(over_http))
        .layer(limit)
        .with_state(sink);
    tokio::spawn(async move { axum::serve(http, router).await });
    addresses.into()
}

/// An address in front of `upstream` that resets its first `resets` connections once they have
/// sent something.
pub(crate) fn resetting(upstream: &str, resets: usize) -> String {
    let upstream = upstream.replace("http://", "");
    let socket = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", socket.local_addr().unwrap());
    std::thread::spawn(move || {
        for (number, connection) in socket.incoming().enumerate() {
            let near = connection.unwrap();
            if number < resets {
                // Closed with unread data in it, a connection is reset.
                near.peek(&mut [0]).unwrap();
                continue;
            }
            let far = std::net::TcpStream::connect(&upstream).unwrap();
            let ways = [
                (near.try_clone().unwrap(), far.try_clone().unwrap()),
                (far, near),
            ];
            for (mut from, mut to) in ways {
                std::thread::spawn(move || std::io::copy(&mut from, &mut to));
            }
        }
    });
    address
}

impl Sink {
    pub(crate) fn received(&self) -> Vec<Received> {
        self.received.lock().unwrap().clone()
    }

    /// What it does with the next request.
    pub(crate) fn will_answer(&self, answer: Answer) {
        self.answers.lock().unwrap().push_back(answer);
    }

    fn next(&self) -> Option<Answer> {
        self.answers.lock().unwrap().pop_front()
    }

    fn take(&self, headers: HeaderMap, request: ExportTraceServiceRequest) {
        self.received
            .lock()
            .unwrap()
            .push(Received { headers, request });
    }
}

fn partial(rejected_spans: i64, message: &str) -> ExportTraceServiceResponse {
    ExportTraceServiceResponse {
        partial_success: Some(ExportTracePartialSuccess {
            rejected_spans,
            error_message: message.to_owned(),
        }),
    }
}

#[tonic::async_trait]
impl TraceService for Sink {
    async fn export(
        &self,
        request: Request<ExportTraceServiceRequest>,
    ) -> Result<Response<ExportTraceServiceResponse>, Status> {
        let (metadata, _, request) = request.into_parts();
        let answer = self.next();
        if let Some(Answer::Fail(code, message)) = answer {
            return Err(Status::new(i32::from(code).into(), message));
        }
        self.take(metadata.into_headers(), request);
        match answer {
            Some(Answer::PartialSuccess(rejected, message)) => {
                Ok(Response::new(partial(rejected, message)))
            }
            Some(Answer::Hang) => {
                sleep(Duration::from_secs(3_600)).await;
                Err(Status::ok(""))
            }
            _ => Ok(Response::new(ExportTraceServiceResponse::default())),
        }
    }
}

async fn over_http(
    State(sink): State<Sink>,
    headers: HeaderMap,
    body: Bytes,
) -> axum::response::Response {
    let answer = sink.next();
    match answer {
        Some(Answer::Fail(status, text)) => {
            return (axum::http::StatusCode::from_u16(status).unwrap(), text).into_response();
        }
        Some(Answer::RetryAfter(seconds)) => {
            let unavailable = axum::http::StatusCode::SERVICE_UNAVAILABLE;
            return (unavailable, [("retry-after", seconds.to_string())]).into_response();
        }
        _ => {}
    }
    let encoding = headers.get("content-encoding");
    let body = match encoding.map(|encoding| encoding.to_str().unwrap()) {
        Some("gzip") => {
            let mut plain = Vec::new();
            flate2::read::GzDecoder::new(body.as_ref())
                .read_to_end(&mut plain)
                .unwrap();
            plain
        }
        #[cfg(feature = "zstd")]
        Some("zstd") => zstd::decode_all(body.as_ref()).unwrap(),
        Some(other) => panic!("no decoder of {other}"),
        None => body.to_vec(),
    };
    #[cfg(feature = "json")]
    if headers["content-type"] == "application/json" {
        sink.take(headers, serde_json::from_slice(&body).unwrap());
        return in_json(answer);
    }
    sink.take(
        headers,
        ExportTraceServiceRequest::decode(body.as_slice()).unwrap(),
    );
    let answer = match answer {
        Some(Answer::PartialSuccess(rejected, message)) => partial(rejected, message),
        Some(Answer::Hang) => {
            sleep(Duration::from_secs(3_600)).await;
            ExportTraceServiceResponse::default()
        }
        _ => ExportTraceServiceResponse::default(),
    };
    answer.encode_to_vec().into_response()
}

#[cfg(feature = "json")]
fn in_json(answer: Option<Answer>) -> axum::response::Response {
    let text = match answer {
        Some(Answer::PartialSuccess(rejected, message)) => {
            let partial = partial(rejected, message).partial_success.unwrap();
            let ExportTracePartialSuccess {
                rejected_spans,
                error_message,
            } = partial;
            format!(
                r#"{{"partialSuccess":{{"rejectedSpans":"{rejected_spans}","errorMessage":"{error_message}"}}}}"#
            )
        }
        _ => "{}".to_owned(),
    };
    let json = [("content-type", "application/json; charset=utf-8")];
    (json, text).into_response()
}
