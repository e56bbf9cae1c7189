//! A lifetime that is named for nothing.
// warns: single_use_lifetimes
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
pub fn length<'a>(text: &'a str) -> usize {
    text.len()
}
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
pub async fn length_async<'a>(text: &'a str) -> usize {
    std::future::ready(text.len()).await
}
