//! `#[axum::debug_handler]` in both orders.
use axum::extract::{Path, State};
#[axum::debug_handler]
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
pub async fn above(Path(id): Path<u64>, State(name): State<String>) -> String {
    format!("{id} {name}")
}
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
#[axum::debug_handler]
pub async fn below(Path(id): Path<u64>) -> Result<String, String> {
    if id == 0 {
        Err("zero".to_owned())
    } else {
        Ok(id.to_string())
    }
}
/// Uses them.
pub fn router() -> axum::Router<String> {
    axum::Router::new()
        .route("/above/{id}", axum::routing::get(above))
        .route("/below/{id}", axum::routing::get(below))
}
