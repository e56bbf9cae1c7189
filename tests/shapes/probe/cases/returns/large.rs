//! A quarter of a MiB returned.
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[must_use]
pub fn zeros() -> [u8; 262_144] {
    [0; 262_144]
}
