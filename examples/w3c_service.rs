//! The small service that the W3C's test harness for trace context drives.
//!
//! ```text
//! cargo run --example w3c_service -- 127.0.0.1:5000
//! python test.py http://127.0.0.1:5000/test      in `test/` of github.com/w3c/trace-context
//! ```
//!
//! `POST /test` takes a JSON array of `{"url": U, "arguments": A}`, and posts each `A` to its `U` in
//! a span of its own, with the headers of that span. What the harness looks at is checked by the
//! tests of this example too.

#[cfg(test)]
#[path = "w3c_service/harness.rs"]
mod harness;
#[cfg(test)]
#[path = "w3c_service/traceparent.rs"]
mod traceparent;
#[cfg(test)]
#[path = "w3c_service/tracestate.rs"]
mod tracestate;

use anyhow::Context;
use axum::{
    Json, Router,
    http::{HeaderMap, StatusCode},
    routing::post,
};
use otel_runtime::{inject_http, traced};
use serde::Deserialize;
use tokio::net::TcpListener;

/// One request that the service is told to make.
#[derive(Deserialize)]
struct Call {
    url: String,
    arguments: serde_json::Value,
}

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let address = std::env::args().nth(1);
    let address = address.as_deref().unwrap_or("127.0.0.1:5000");
    let _telemetry = otel_runtime::init()?;
    let listener = TcpListener::bind(address)
        .await
        .with_context(|| format!("cannot listen on {address}"))?;
    eprintln!("listening on http://{}/test", listener.local_addr()?);
    axum::serve(listener, service()).await?;
    Ok(())
}

fn service() -> Router {
    Router::new().route(
        "/test",
        post(async |headers: HeaderMap, Json(calls): Json<Vec<Call>>| test(&headers, calls).await),
    )
}

#[traced("POST /test", kind = server, parent = headers)]
async fn test(headers: &HeaderMap, calls: Vec<Call>) -> StatusCode {
    for call in calls {
        if send(call).await.is_err() {
            return StatusCode::BAD_GATEWAY;
        }
    }
    StatusCode::OK
}

#[traced("POST", kind = client)]
async fn send(call: Call) -> Result<(), reqwest::Error> {
    let mut headers = HeaderMap::new();
    inject_http(&mut headers);
    let request = reqwest::Client::new().post(call.url).headers(headers);
    let response = request.json(&call.arguments).send().await?;
    response.error_for_status().map(drop)
}
