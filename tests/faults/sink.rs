//! A destination that speaks OTLP over gRPC and remembers which spans it got.

use std::{
    collections::HashSet,
    sync::{Arc, Mutex},
    time::Duration,
};

use opentelemetry_proto::tonic::{
    collector::trace::v1::{
        ExportTraceServiceRequest, ExportTraceServiceResponse,
        trace_service_server::{TraceService, TraceServiceServer},
    },
    trace::v1::Span,
};
use tokio::{net::TcpListener, runtime::Runtime};
use tonic::{Request, Response, Status, transport::server::TcpIncoming};

/// A running destination; gone when dropped.
pub(crate) struct Sink {
    received: Received,
    pub(crate) endpoint: String,
    runtime: Option<Runtime>,
}

#[derive(Clone, Default)]
struct Received {
    spans: Arc<Mutex<Vec<Span>>>,
    /// How long each answer takes.
    delay: Duration,
}

impl Sink {
    pub(crate) fn start() -> Self {
        Self::slow(Duration::ZERO)
    }

    /// One made and dropped where no runtime may be: inside of another.
    pub(crate) fn on_a_thread() -> Self {
        std::thread::spawn(Self::start).join().unwrap()
    }

    /// One that answers late, or never as far as a test is concerned.
    pub(crate) fn slow(delay: Duration) -> Self {
        let received = Received {
            delay,
            ..Received::default()
        };
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(1)
            .enable_all()
            .build()
            .unwrap();
        let socket = runtime.block_on(TcpListener::bind("127.0.0.1:0")).unwrap();
        let endpoint = format!("http://{}", socket.local_addr().unwrap());
        runtime.spawn(
            tonic::transport::Server::builder()
                .add_service(TraceServiceServer::new(received.clone()))
                .serve_with_incoming(TcpIncoming::from(socket)),
        );
        Self {
            received,
            endpoint,
            runtime: Some(runtime),
        }
    }

    /// Every span that arrived.
    pub(crate) fn spans(&self) -> Vec<Span> {
        self.received.spans.lock().unwrap().clone()
    }

    /// How many spans of this name arrived, none of them twice.
    #[track_caller]
    pub(crate) fn count(&self, name: &str) -> usize {
        let spans = self.spans();
        let named: Vec<_> = spans.iter().filter(|span| span.name == name).collect();
        let ids: HashSet<_> = named.iter().map(|span| &span.span_id).collect();
        assert_eq!(ids.len(), named.len(), "spans of {name} arrived twice");
        ids.len()
    }
}

impl Drop for Sink {
    fn drop(&mut self) {
        // Not waited for: a runtime may not wait inside of another.
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}

#[tonic::async_trait]
impl TraceService for Received {
    async fn export(
        &self,
        request: Request<ExportTraceServiceRequest>,
    ) -> Result<Response<ExportTraceServiceResponse>, Status> {
        tokio::time::sleep(self.delay).await;
        let resources = request.into_inner().resource_spans.into_iter();
        let scopes = resources.flat_map(|resource| resource.scope_spans);
        let spans = scopes.flat_map(|scope| scope.spans);
        self.spans.lock().unwrap().extend(spans);
        Ok(Response::new(ExportTraceServiceResponse::default()))
    }
}
