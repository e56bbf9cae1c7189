//! `_` for arguments that nobody wants.
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
#[must_use]
pub fn zero(_: String, _: &mut u8, kept: u8) -> u8 {
    kept
}
