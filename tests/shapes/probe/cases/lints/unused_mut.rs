//! `mut` on arguments and locals that need none.
// warns: unused_mut
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
pub fn forgotten(mut value: u8) -> u8 {
    let mut local = 1;
    local + value
}
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
pub async fn forgotten_async(mut value: u8, (mut left, right): (u8, u8)) -> u8 {
    std::future::ready(value + left + right).await
}
