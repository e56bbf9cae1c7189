//! Arms of a match, one of which returns.
use std::future::Future;
use std::pin::Pin;
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
pub fn load(id: Option<u8>) -> Pin<Box<dyn Future<Output = Result<u8, String>> + Send>> {
    let id = match id {
        Some(id) => id,
        None => return Box::pin(async { Err("none".to_owned()) }),
    };
    Box::pin(std::future::ready(Ok(id)))
}
