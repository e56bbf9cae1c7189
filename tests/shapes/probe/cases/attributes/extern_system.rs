//! `extern "system"` and a bare `extern`.
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
pub extern "system" fn add(left: u8) -> u8 {
    left
}
