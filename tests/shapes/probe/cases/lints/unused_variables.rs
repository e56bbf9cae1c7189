//! Arguments and locals that nobody uses.
// fails under: T
// warns: unused_variables
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
pub fn forgotten(value: u8, (left, right): (u8, u8)) -> u8 {
    let local = 1;
    left
}
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
pub async fn forgotten_async(value: u8, mut list: Vec<u8>) {
    let local = 1;
    list.push(1);
    std::future::ready(()).await;
}
