//! A `&mut` argument reborrowed into the return of an async function.
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
pub async fn first(list: &mut Vec<u8>) -> Option<&mut u8> {
    std::future::ready(()).await;
    list.first_mut()
}
