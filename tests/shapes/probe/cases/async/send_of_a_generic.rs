//! A generic future that is `Send` when its arguments are.
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
pub async fn keep<T: Clone>(value: T) -> T {
    std::future::ready(()).await;
    value.clone()
}
/// Asks for the bound.
pub fn bounds<T: Clone + Send>(value: T) -> impl Send {
    keep(value)
}
