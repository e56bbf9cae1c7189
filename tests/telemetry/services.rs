//! Several services in one process, each under the layer of its own telemetry.

use std::convert::Infallible;

use http::{HeaderMap, Request};
use journey_tests::{span, telemetry};
use otel_runtime::traced;
use tower::{Layer, Service, ServiceExt, service_fn};

#[traced("GET /orders", kind = server, parent = request.headers())]
async fn orders(request: Request<()>) -> Result<HeaderMap, Infallible> {
    tokio::task::yield_now().await;
    Ok(call())
}

#[traced(kind = client)]
fn call() -> HeaderMap {
    let mut headers = HeaderMap::new();
    otel_runtime::inject_http(&mut headers);
    headers
}

#[tokio::test]
async fn a_request_goes_through_two_services() {
    let (first, first_spans) = telemetry();
    let (second, second_spans) = telemetry();
    let mut first_service = first.layer().layer(service_fn(orders));
    let mut second_service = second.layer().layer(service_fn(orders));
    let headers = first_service
        .ready()
        .await
        .unwrap()
        .call(Request::new(()))
        .await
        .unwrap();
    let mut request = Request::new(());
    *request.headers_mut() = headers;
    second_service
        .ready()
        .await
        .unwrap()
        .call(request)
        .await
        .unwrap();
    first.flush().unwrap();
    second.flush().unwrap();
    for spans in [&first_spans, &second_spans] {
        spans.assert_tree("GET /orders [server]\n  call [client]");
    }
    let caller = span(&first_spans, "call");
    let server = span(&second_spans, "GET /orders");
    assert_eq!(server.parent_span_id, caller.span_context.span_id());
    assert_eq!(
        server.span_context.trace_id(),
        caller.span_context.trace_id()
    );
    assert!(server.parent_span_is_remote);
}
