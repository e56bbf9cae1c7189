//! A function that nobody calls.
// fails under: C A E X P
// warns: dead_code
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
fn forgotten(value: u8) -> u8 {
    value
}
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
async fn forgotten_async(value: u8) -> u8 {
    std::future::ready(value).await
}
