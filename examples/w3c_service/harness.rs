//! Sends requests with odd headers to the service, and takes down what it passes on.
#![expect(clippy::unwrap_used, reason = "a test fails by it")]

use std::sync::{Arc, Mutex};

use axum::{
    Router,
    extract::State,
    http::{HeaderMap, StatusCode},
    routing::post,
};
use otel_runtime::{MemoryExporter, Propagator, Telemetry};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpListener,
};

/// The trace and the span that most checks send.
pub(super) const TRACE: &str = "12345678901234567890123456789012";
pub(super) const SPAN: &str = "1234567890123456";

/// What the service sent on in one request.
#[derive(Debug)]
pub(super) struct Passed {
    pub(super) trace: String,
    pub(super) span: String,
    pub(super) flags: u8,
    /// All the members, in their order.
    pub(super) tracestate: String,
}

impl Passed {
    /// Takes the headers apart; they must be in the form of version 00.
    fn new(headers: &HeaderMap) -> Self {
        let all = |name| -> Vec<String> {
            let values = headers.get_all(name).iter();
            values
                .map(|value| value.to_str().unwrap().to_owned())
                .collect()
        };
        let parents = all("traceparent");
        let [parent] = parents.as_slice() else {
            panic!("one traceparent expected: {parents:?}")
        };
        let fields: Vec<&str> = parent.split('-').collect();
        let [version, trace, span, flags] = fields[..] else {
            panic!("four fields expected: {parent}")
        };
        let lengths = (version, trace.len(), span.len(), flags.len());
        assert_eq!(lengths, ("00", 32, 16, 2), "{parent}");
        let lower = |c: char| c.is_ascii_digit() || ('a'..='f').contains(&c);
        assert!(
            fields.iter().all(|field| field.chars().all(lower)),
            "{parent}"
        );
        assert!(
            trace != "0".repeat(32) && span != "0".repeat(16),
            "{parent}"
        );
        Self {
            trace: trace.to_owned(),
            span: span.to_owned(),
            flags: u8::from_str_radix(flags, 16).unwrap(),
            tracestate: all("tracestate").join(","),
        }
    }

    /// The value of one member of `tracestate`.
    pub(super) fn state(&self, key: &str) -> Option<&str> {
        let mut members = self.tracestate.split(',');
        members.find_map(|member| member.strip_prefix(key)?.strip_prefix('='))
    }
}

/// Sends a request with these headers, which the service answers with `calls` of its own.
pub(super) async fn send_for(headers: &[(&str, &str)], calls: usize) -> Vec<Passed> {
    let spans = MemoryExporter::default();
    let telemetry = Telemetry::builder()
        .without_environment()
        .propagators([Propagator::TraceContext])
        .exporter(spans)
        .build()
        .unwrap();
    let service = super::service().layer(telemetry.layer());
    let service = serve(service).await;
    let taken = Arc::new(Mutex::new(Vec::new()));
    let harness = Router::new()
        .route("/", post(take))
        .with_state(taken.clone());
    let harness = serve(harness).await;

    let call = format!(r#"{{"url": "http://{harness}/", "arguments": []}}"#);
    let body = format!("[{}]", vec![call; calls].join(","));
    // By hand: a client would put the headers right.
    let mut request = format!(
        "POST /test HTTP/1.1\r\nHost: {service}\r\nConnection: close\r\n\
         Content-Type: application/json\r\nContent-Length: {}\r\n",
        body.len()
    );
    for (name, value) in headers {
        request.push_str(&format!("{name}: {value}\r\n"));
    }
    request.push_str(&format!("\r\n{body}"));
    let mut connection = tokio::net::TcpStream::connect(&service).await.unwrap();
    connection.write_all(request.as_bytes()).await.unwrap();
    let mut answer = String::new();
    connection.read_to_string(&mut answer).await.unwrap();
    assert!(answer.starts_with("HTTP/1.1 200 "), "{answer}");
    let taken = taken.lock().unwrap();
    assert_eq!(taken.len(), calls);
    taken.iter().map(Passed::new).collect()
}

/// Sends a request with these headers, which the service passes on once.
pub(super) async fn send(headers: &[(&str, &str)]) -> Passed {
    send_for(headers, 1).await.remove(0)
}

/// Sends a request with a good `traceparent`, and these values of `tracestate`.
pub(super) async fn send_states(values: &[&str]) -> Passed {
    let parent = format!("00-{TRACE}-{SPAN}-00");
    let mut headers = vec![("traceparent", parent.as_str())];
    headers.extend(values.iter().map(|value| ("tracestate", *value)));
    let passed = send(&headers).await;
    assert_eq!(passed.trace, TRACE, "a bad tracestate costs no parent");
    passed
}

async fn take(State(taken): State<Arc<Mutex<Vec<HeaderMap>>>>, headers: HeaderMap) -> StatusCode {
    taken.lock().unwrap().push(headers);
    StatusCode::OK
}

async fn serve(router: Router) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap().to_string();
    tokio::spawn(async move { axum::serve(listener, router).await });
    address
}
