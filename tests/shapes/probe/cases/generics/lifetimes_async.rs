//! Several lifetimes of an async function.
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
pub async fn pick<'a, 'b>(left: &'a str, right: &'b str) -> (&'b str, &'a str) {
    std::future::ready(()).await;
    (right, left)
}
