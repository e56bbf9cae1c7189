//! `#[target_feature]`.
// editions: 2021 2024
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
#[target_feature(enable = "sse2")]
#[must_use]
pub fn fast(value: u8) -> u8 {
    value
}
