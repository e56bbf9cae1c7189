//! A tuple.
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
#[must_use]
pub fn add((left, right): (u32, u32)) -> u32 {
    left + right
}
