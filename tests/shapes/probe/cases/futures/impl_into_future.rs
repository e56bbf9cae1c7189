//! `-> impl IntoFuture`.
use std::future::{IntoFuture, ready};
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
pub fn load(id: u8) -> impl IntoFuture<Output = u8> {
    ready(id)
}
