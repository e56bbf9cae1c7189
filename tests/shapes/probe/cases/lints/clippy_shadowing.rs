//! What clippy's restriction lints say of names.
#![warn(clippy::shadow_same, clippy::shadow_reuse, clippy::shadow_unrelated, clippy::pattern_type_mismatch)]
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
#[must_use]
pub fn shadowed(value: u8, (left, right): (u8, u8), _kept: &str) -> u8 {
    let value = value + 1;
    value + left + right
}
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
pub async fn shadowed_async(value: u8, &(left, _): &(u8, u8)) -> u8 {
    let value = value + 1;
    std::future::ready(value + left).await
}
