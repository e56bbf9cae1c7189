//! An async function with nothing in it.
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
#[allow(clippy::unused_async)]
pub async fn nothing() {}
