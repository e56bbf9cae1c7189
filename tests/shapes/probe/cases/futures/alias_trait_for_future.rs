//! A trait of the user's for every future.
use std::future::Future;
/// A trait.
pub trait Job: Future<Output = u8> + Send {}
impl<F: Future<Output = u8> + Send> Job for F {}
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
pub fn load(id: u8) -> impl Job {
    async move { id }
}
