//! Elided and hidden lifetimes of an async function.
use std::borrow::Cow;
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
pub async fn pick(left: &str, right: &mut Vec<u8>, text: Cow<'_, str>) -> usize {
    std::future::ready(()).await;
    right.push(1);
    left.len() + text.len()
}
