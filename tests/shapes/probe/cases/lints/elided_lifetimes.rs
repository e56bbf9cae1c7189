//! Lifetimes that are hidden in paths.
// warns: elided_lifetimes_in_paths
use std::fmt::Formatter;
/// A type.
#[derive(Debug)]
pub struct Text<'a>(pub &'a str);
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
pub fn show(text: &Text, out: &mut Formatter) -> std::fmt::Result {
    out.write_str(text.0)
}
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
pub async fn length(text: Text<'_>, more: &Text<'_>) -> usize {
    std::future::ready(text.0.len() + more.0.len()).await
}
