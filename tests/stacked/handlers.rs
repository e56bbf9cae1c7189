//! `#[axum::debug_handler]`, which checks the signature that it sees.

use axum::{
    Router,
    body::Body,
    extract::Path,
    http::{Method, Request, StatusCode},
    routing::get,
};
use journey_tests::{span, traced_async};
use opentelemetry::trace::Status;
use otel_runtime::traced;
use tower::ServiceExt;

use crate::load;

#[traced(kind = server, attrs(id))]
#[axum::debug_handler]
async fn above(Path(id): Path<u32>, _: Method) -> Result<String, StatusCode> {
    answer(id).await
}

#[axum::debug_handler]
#[traced(kind = server, attrs(id))]
async fn below(Path(id): Path<u32>, _: Method) -> Result<String, StatusCode> {
    answer(id).await
}

async fn answer(id: u32) -> Result<String, StatusCode> {
    if id == 0 {
        return Err(StatusCode::NOT_FOUND);
    }
    load().await.map_err(|_| StatusCode::BAD_GATEWAY)?;
    Ok(id.to_string())
}

#[tokio::test]
async fn handlers_are_traced() {
    let router = Router::new()
        .route("/above/{id}", get(above))
        .route("/below/{id}", get(below));
    for name in ["above", "below"] {
        let ask = async |id: u32| {
            let request = Request::get(format!("/{name}/{id}")).body(Body::empty());
            traced_async(router.clone().oneshot(request.unwrap())).await
        };
        let (answer, spans) = ask(7).await;
        assert_eq!(answer.unwrap().status(), StatusCode::OK);
        spans.assert_tree(&format!("{name} [server] id=7\n  load"));
        let (answer, spans) = ask(0).await;
        assert_eq!(answer.unwrap().status(), StatusCode::NOT_FOUND);
        assert_eq!(span(&spans, name).status, Status::error("404 Not Found"));
    }
}
