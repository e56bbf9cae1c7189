//! `Result` in `Result` in `Option`.
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
#[must_use]
pub fn deep(depth: u8) -> Option<Result<Result<u8, String>, u8>> {
    match depth {
        0 => None,
        1 => Some(Err(1)),
        _ => Some(Ok(Err("deep".to_owned()))),
    }
}
