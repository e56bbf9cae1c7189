//! 64 KiB as an argument.
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[allow(clippy::large_types_passed_by_value)]
#[must_use]
pub fn sum(bytes: [u8; 65_536]) -> usize {
    bytes.iter().map(|byte| *byte as usize).sum()
}
