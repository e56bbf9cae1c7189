//! An async function as a value.
use std::future::Future;
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
pub async fn load(id: u8, name: &str) -> usize {
    std::future::ready(name.len() + usize::from(id)).await
}
fn hand_over<'a, F: Future<Output = usize>>(run: impl Fn(u8, &'a str) -> F) -> F {
    run(1, "name")
}
/// Hands it over.
pub fn handed() -> impl Future<Output = usize> {
    hand_over(load)
}
