//! A tuple struct of another, as of axum's extractors.
/// A type.
#[derive(Debug)]
pub struct Path<T>(pub T);
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
#[allow(clippy::unused_async)]
pub async fn load(Path((id, name)): Path<(u64, String)>) -> String {
    format!("{id} {name}")
}
