//! Statements before the async block.
use std::future::Future;
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
pub fn load(
    name: &str,
    list: Vec<u8>,
) -> impl Future<Output = Result<usize, String>> + Send + 'static + use<> {
    let name = name.to_owned();
    let length = list.len();
    async move {
        std::future::ready(()).await;
        if name.is_empty() {
            Err(name)
        } else {
            Ok(length)
        }
    }
}
