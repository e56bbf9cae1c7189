//! Arguments with an underscore that are recorded because all are, in patterns too.
use std::future::Future;
/// Plain.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args))]
#[must_use]
pub fn plain(_id: u8) -> u8 {
    1
}
/// In a pattern.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args))]
#[must_use]
pub fn pattern((_id, _): (u8, u8), _more: u8) -> u8 {
    1
}
/// In an async function, and masked.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, mask(_id)))]
pub async fn later((_id, _): (u8, u8), _more: u8) -> u8 {
    std::future::ready(()).await;
    1
}
/// In front of a future.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, mask(_id)))]
pub fn made((_id, _): (u8, u8), _more: u8) -> impl Future<Output = u8> {
    std::future::ready(1)
}
