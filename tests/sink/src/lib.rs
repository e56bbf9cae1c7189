//! A destination for spans, in this process, of which everything can be made to fail.
//!
//! A [`Sink`] speaks OTLP over gRPC and over HTTP at one address and remembers every span that it
//! took, and every data point of metrics. What happens to its connections is a [`Line`], what it says to a request an [`Answer`];
//! both can be changed at any moment:
//!
//! ```
//! use otlp_sink::{Answer, Line, Sink};
//!
//! let sink = Sink::start();
//! sink.answer(Answer::Unavailable);
//! // ... a program sends its spans to `sink.endpoint()` ...
//! sink.line(Line::Down);
//! sink.answer(Answer::Take);
//! sink.line(Line::Open);
//! // ... and in the end:
//! println!("{} spans have arrived", sink.spans().len());
//! ```
//!
//! [`scenarios`] are the faults that tests and the example `faults` have in common.
#![allow(clippy::unwrap_used)]

use std::{
    collections::{HashMap, HashSet},
    sync::{Arc, mpsc},
    time::Instant,
};

use axum::extract::DefaultBodyLimit;
use tokio::{
    net::TcpListener,
    runtime::{Builder, Runtime},
    sync::mpsc::UnboundedSender,
};

mod address;
mod answer;
mod grpc;
mod http;
mod line;
mod load;
mod metrics;
mod receiver;
mod scenario;

pub use address::Address;
pub use answer::Answer;
pub use grpc::throttled;
pub use line::Line;
pub use load::evenly;
pub use metrics::Point;
pub use receiver::Arrived;
pub use scenario::{Loses, Pace, Scenario, Step, scenarios};

use line::Order;
use receiver::Receiver;

/// A running destination; gone when dropped.
#[derive(Debug)]
pub struct Sink {
    receiver: Arc<Receiver>,
    orders: UnboundedSender<Order>,
    endpoint: String,
    runtime: Option<Runtime>,
}

impl Sink {
    /// Starts a destination at a free port, which is its own for as long as it lives.
    ///
    /// # Panics
    /// When there is no thread, or no port.
    #[must_use]
    pub fn start() -> Self {
        let mut runtime = Builder::new_multi_thread();
        let runtime = runtime.worker_threads(1).enable_all().build().unwrap();
        let address = Address::hold().unwrap();
        let endpoint = address.endpoint();
        let receiver = Arc::new(Receiver::default());
        let (orders, received) = tokio::sync::mpsc::unbounded_channel();
        let server = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        server.set_nonblocking(true).unwrap();
        let behind = server.local_addr().unwrap();
        runtime.spawn(line::run(address, behind, received, receiver.resets()));
        runtime.spawn(serve(server, receiver.clone()));
        let sink = Self {
            receiver,
            orders,
            endpoint,
            runtime: Some(runtime),
        };
        sink.line(Line::Open);
        sink
    }

    /// Starts a destination that says this to every request.
    ///
    /// # Panics
    /// As [`start`](Self::start) does.
    #[must_use]
    pub fn answering(answer: Answer) -> Self {
        let sink = Self::start();
        sink.answer(answer);
        sink
    }

    /// Where it is: `http://127.0.0.1:` and the port.
    #[must_use]
    pub fn endpoint(&self) -> &str {
        &self.endpoint
    }

    /// What becomes of connections from now on, those that are there among them. It is so when this
    /// returns.
    ///
    /// # Panics
    /// When the destination has failed.
    pub fn line(&self, line: Line) {
        let (done, is_done) = mpsc::channel();
        self.orders.send(Order { line, done }).unwrap();
        is_done.recv().unwrap();
    }

    /// What is said to requests from now on.
    pub fn answer(&self, answer: Answer) {
        self.receiver.answer(answer);
    }

    /// What is said to the next requests, one after the other.
    pub fn answer_next(&self, answers: impl IntoIterator<Item = Answer>) {
        self.receiver.answer_next(answers);
    }

    /// Every span that was taken, in order; twice if it was taken twice.
    #[must_use]
    pub fn spans(&self) -> Vec<Arrived> {
        self.receiver.spans()
    }

    /// The span ids of [`spans`](Self::spans).
    #[must_use]
    pub fn ids(&self) -> Vec<Vec<u8>> {
        let spans = self.spans().into_iter();
        spans.map(|span| span.span_id).collect()
    }

    /// Every data point of metrics that was taken, in order.
    #[must_use]
    pub fn points(&self) -> Vec<Point> {
        self.receiver.metrics.points()
    }

    /// The headers of each request with metrics that was taken.
    #[must_use]
    pub fn metric_headers(&self) -> Vec<HashMap<String, String>> {
        self.receiver.metrics.headers()
    }

    /// When each request came, those that were not taken among them.
    #[must_use]
    pub fn requests(&self) -> Vec<Instant> {
        self.receiver.requests()
    }

    /// How many connections were reset so far.
    #[must_use]
    pub fn resets(&self) -> usize {
        self.receiver.resets().count()
    }

    /// How many spans of this name arrived.
    ///
    /// # Panics
    /// When one of them arrived twice.
    #[must_use]
    #[track_caller]
    pub fn count(&self, name: &str) -> usize {
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

/// Serves both protocols behind the line.
async fn serve(server: std::net::TcpListener, receiver: Arc<Receiver>) {
    let server = TcpListener::from_std(server).unwrap();
    let router = axum::Router::new()
        .route("/v1/traces", axum::routing::post(http::export))
        .route("/v1/metrics", axum::routing::post(metrics::over_http))
        .route_service(
            "/opentelemetry.proto.collector.metrics.v1.MetricsService/{method}",
            metrics::over_grpc(receiver.clone()),
        )
        .with_state(receiver.clone())
        .layer(DefaultBodyLimit::disable())
        .fallback_service(grpc::service(receiver))
        .layer(axum::middleware::map_response(answer::break_off));
    axum::serve(server, router).await.unwrap();
}
