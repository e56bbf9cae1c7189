//! 64 KiB returned.
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[must_use]
pub fn zeros() -> [u8; 65_536] {
    [0; 65_536]
}
