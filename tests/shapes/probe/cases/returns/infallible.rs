//! `Result<_, Infallible>`.
use std::convert::Infallible;
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok, err(debug)))]
#[allow(clippy::unnecessary_wraps)]
pub fn make() -> Result<u8, Infallible> {
    Ok(1)
}
