//! Collections that are only written to.
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
pub fn collect(mut list: Vec<u8>, mut text: String) {
    list.push(1);
    text.push('x');
}
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
pub async fn collect_async(mut list: Vec<u8>) {
    list.push(1);
    std::future::ready(()).await;
}
