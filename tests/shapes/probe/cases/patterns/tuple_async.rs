//! A tuple in an async function, one part not used.
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
#[allow(clippy::unused_async)]
pub async fn add((left, _): (u32, String), mut by: u32) -> u32 {
    by += left;
    by
}
