//! `-> impl Future + Clone`, which no wrapper can keep.
use std::future::{Future, ready};
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
pub fn load(id: u8) -> impl Future<Output = u8> + Clone {
    ready(id)
}
