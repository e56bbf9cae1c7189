//! A handler whose future axum wants to be `Send`.
use axum::extract::State;
use axum::{Json, Router, routing::post};
use std::sync::Arc;
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
pub async fn create(
    State(state): State<Arc<String>>,
    Json(body): Json<Vec<String>>,
) -> Result<Json<Vec<String>>, String> {
    std::future::ready(()).await;
    Ok(Json(body.into_iter().chain([state.to_string()]).collect()))
}
/// Uses it.
pub fn router() -> Router<Arc<String>> {
    Router::new().route("/", post(create))
}
