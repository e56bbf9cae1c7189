//! A collector in the process: takes OTLP over gRPC on a thread of its own, decodes every span
//! and counts those that are as they should be.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc;

use opentelemetry_proto::tonic::collector::trace::v1::trace_service_server::{
    TraceService, TraceServiceServer,
};
use opentelemetry_proto::tonic::collector::trace::v1::{
    ExportTraceServiceRequest, ExportTraceServiceResponse,
};
use opentelemetry_proto::tonic::trace::v1::Span;
use tonic::transport::server::TcpIncoming;
use tonic::{Request, Response, Status};

use crate::cpu::this_thread;

/// What the sink has seen.
#[derive(Debug, Default)]
pub(crate) struct Counts {
    /// Spans with the attributes of the work.
    with_attributes: AtomicU64,
    /// Spans without any: the roots that a contender opens around its calls.
    bare: AtomicU64,
    /// Spans without ids, name or time, or with other attributes.
    wrong: AtomicU64,
}

impl Counts {
    fn add(&self, span: &Span) {
        let whole = span.trace_id.len() == 16
            && span.span_id.len() == 8
            && !span.name.is_empty()
            && 0 < span.start_time_unix_nano
            && span.start_time_unix_nano <= span.end_time_unix_nano;
        let counter = match span.attributes.len() {
            _ if !whole => &self.wrong,
            0 => &self.bare,
            // tracing adds its own, so more than the work's four are well.
            4.. => &self.with_attributes,
            _ => &self.wrong,
        };
        counter.fetch_add(1, Ordering::Relaxed);
    }

    pub(crate) fn with_attributes(&self) -> u64 {
        self.with_attributes.load(Ordering::Relaxed)
    }

    pub(crate) fn all(&self) -> u64 {
        self.with_attributes() + self.bare.load(Ordering::Relaxed)
    }

    pub(crate) fn wrong(&self) -> u64 {
        self.wrong.load(Ordering::Relaxed)
    }
}

/// A running sink.
pub(crate) struct Sink {
    pub(crate) endpoint: String,
    pub(crate) counts: Arc<Counts>,
    /// The number of its thread, whose time is not the contender's.
    pub(crate) thread: String,
}

struct Service(Arc<Counts>);

#[tonic::async_trait]
impl TraceService for Service {
    async fn export(
        &self,
        request: Request<ExportTraceServiceRequest>,
    ) -> Result<Response<ExportTraceServiceResponse>, Status> {
        let resources = &request.get_ref().resource_spans;
        let scopes = resources.iter().flat_map(|resource| &resource.scope_spans);
        for span in scopes.flat_map(|scope| &scope.spans) {
            self.0.add(span);
        }
        Ok(Response::new(ExportTraceServiceResponse::default()))
    }
}

/// Starts the sink on a free port of the loopback device.
pub(crate) fn start() -> Sink {
    let counts = Arc::new(Counts::default());
    let (ready, started) = mpsc::channel();
    let service = TraceServiceServer::new(Service(Arc::clone(&counts)))
        .max_decoding_message_size(64 * 1024 * 1024);
    std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .expect("a tokio runtime can be built");
        runtime.block_on(async move {
            let address = "127.0.0.1:0".parse().expect("a socket address");
            let incoming = TcpIncoming::bind(address).expect("a free port");
            let address = incoming.local_addr().expect("a bound port");
            ready
                .send((address, this_thread()))
                .expect("the measurement waits");
            tonic::transport::Server::builder()
                .add_service(service)
                .serve_with_incoming(incoming)
                .await
                .expect("the sink serves until the process ends");
        });
    });
    let (address, thread) = started.recv().expect("the sink starts");
    Sink {
        endpoint: format!("http://{address}"),
        counts,
        thread,
    }
}
