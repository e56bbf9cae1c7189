//! `Result<impl Future, E>`.
use std::future::Future;
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
pub fn load(text: &str) -> Result<impl Future<Output = u8> + use<>, std::num::ParseIntError> {
    let id = text.parse::<u8>()?;
    Ok(async move { id })
}
