//! A destination that speaks OTLP over gRPC and remembers which spans it got.

use std::{
    collections::{HashSet, VecDeque},
    sync::{Arc, Mutex},
    time::{Duration, Instant},
};

use opentelemetry_proto::tonic::{
    collector::trace::v1::{
        ExportTracePartialSuccess, ExportTraceServiceRequest, ExportTraceServiceResponse,
        trace_service_server::{TraceService, TraceServiceServer},
    },
    trace::v1::Span,
};
use tokio::{io::AsyncReadExt, net::TcpListener, runtime::Runtime};
use tonic::{Request, Response, Status, transport::server::TcpIncoming};

/// A running destination; gone when dropped.
pub(crate) struct Sink {
    received: Received,
    pub(crate) endpoint: String,
    runtime: Option<Runtime>,
}

/// What the destination does with a request that it does not just take.
pub(crate) enum Answer {
    Fail(Status),
    /// A partial success: the first half of the spans is taken.
    TakeHalf,
}

#[derive(Clone, Default)]
struct Received {
    spans: Arc<Mutex<Vec<Span>>>,
    /// When each request came.
    requests: Arc<Mutex<Vec<Instant>>>,
    /// The answers to the next requests; all further ones are taken.
    answers: Arc<Mutex<VecDeque<Answer>>>,
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
        Self::run(received, 0, any_port)
    }

    /// One that begins with these answers.
    pub(crate) fn answering(answers: impl IntoIterator<Item = Answer>) -> Self {
        let answers = Arc::new(Mutex::new(answers.into_iter().collect()));
        let received = Received {
            answers,
            ..Received::default()
        };
        Self::run(received, 0, any_port)
    }

    /// One that resets its first connections once it has been spoken to.
    pub(crate) fn resetting(connections: usize) -> Self {
        Self::run(Received::default(), connections, any_port)
    }

    /// One at an address where nothing was.
    #[cfg(unix)]
    pub(crate) fn at(address: &crate::address::Address) -> Self {
        Self::run(Received::default(), 0, || address.listen())
    }

    fn run(received: Received, resets: usize, listen: impl FnOnce() -> TcpListener) -> Self {
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(1)
            .enable_all()
            .build()
            .unwrap();
        let entered = runtime.enter();
        let socket = listen();
        drop(entered);
        let endpoint = format!("http://{}", socket.local_addr().unwrap());
        let service = TraceServiceServer::new(received.clone());
        runtime.spawn(async move {
            for _ in 0..resets {
                let (mut connection, _) = socket.accept().await.unwrap();
                let _ = connection.read(&mut [0; 64]).await;
                connection.set_zero_linger().unwrap();
            }
            tonic::transport::Server::builder()
                .add_service(service)
                .serve_with_incoming(TcpIncoming::from(socket))
                .await
        });
        Self {
            received,
            endpoint,
            runtime: Some(runtime),
        }
    }

    /// Every span that was taken.
    pub(crate) fn spans(&self) -> Vec<Span> {
        self.received.spans.lock().unwrap().clone()
    }

    /// When each request came, those that were not taken among them.
    pub(crate) fn requests(&self) -> Vec<Instant> {
        self.received.requests.lock().unwrap().clone()
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

fn any_port() -> TcpListener {
    let socket = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    socket.set_nonblocking(true).unwrap();
    TcpListener::from_std(socket).unwrap()
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
        self.requests.lock().unwrap().push(Instant::now());
        tokio::time::sleep(self.delay).await;
        let resources = request.into_inner().resource_spans.into_iter();
        let scopes = resources.flat_map(|resource| resource.scope_spans);
        let mut spans: Vec<Span> = scopes.flat_map(|scope| scope.spans).collect();
        let mut response = ExportTraceServiceResponse::default();
        let answer = self.answers.lock().unwrap().pop_front();
        match answer {
            None => {}
            Some(Answer::Fail(status)) => return Err(status),
            Some(Answer::TakeHalf) => {
                let rejected = spans.split_off(spans.len() / 2);
                response.partial_success = Some(ExportTracePartialSuccess {
                    rejected_spans: rejected.len().try_into().unwrap(),
                    error_message: "too old".to_owned(),
                });
            }
        }
        self.spans.lock().unwrap().extend(spans);
        Ok(Response::new(response))
    }
}
