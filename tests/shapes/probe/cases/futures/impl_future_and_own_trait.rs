//! `-> impl Future` and a trait of the user's.
use std::future::{Future, Ready, ready};
/// A trait.
pub trait Named {}
impl Named for Ready<u8> {}
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
pub fn load(id: u8) -> impl Named + Future<Output = u8> {
    ready(id)
}
