//! `forbid(warnings)`, and clippy's groups forbidden.
#![forbid(warnings)]
#![forbid(clippy::all)]
#![forbid(clippy::pedantic)]
#![forbid(clippy::nursery)]
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args(left)))]
#[must_use]
pub fn add(left: u8, (right, _): (u8, u8), _rest: u8) -> u8 {
    left + right
}
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args(left)))]
pub async fn add_async(left: u8, _rest: u8) -> u8 {
    std::future::ready(left).await
}
