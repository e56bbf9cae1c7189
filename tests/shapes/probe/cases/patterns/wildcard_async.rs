//! `_` in an async function.
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
#[allow(clippy::unused_async)]
pub async fn zero(_: String, kept: u8) -> u8 {
    kept
}
