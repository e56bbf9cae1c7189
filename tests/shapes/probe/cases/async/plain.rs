//! An async function that waits.
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
pub async fn double(value: u8) -> u8 {
    std::future::ready(value * 2).await
}
