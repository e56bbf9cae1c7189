//! A closure over references from an async function, which has its signature from the return type.
// does not compile traced: the closure stands in an async block of ours
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
pub async fn trimmer() -> impl Fn(&str) -> &str {
    std::future::ready(()).await;
    |text: &str| text.trim()
}
