//! Borrows of arguments and locals across awaits.
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
pub async fn grow(list: &mut Vec<String>, text: &str) -> usize {
    let last = list.last_mut();
    std::future::ready(()).await;
    if let Some(last) = last {
        last.push_str(text);
        std::future::ready(()).await;
    }
    list.len()
}
