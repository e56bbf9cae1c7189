//! A type that is more private than the function.
// warns: private_interfaces
#[derive(Debug)]
struct Hidden;
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
pub fn seen(hidden: &Hidden) {
    drop(format!("{hidden:?}"));
}
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
pub async fn seen_async(hidden: Hidden) {
    drop(std::future::ready(hidden).await);
}
