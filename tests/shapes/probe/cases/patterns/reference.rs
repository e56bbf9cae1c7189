//! A reference taken apart.
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
#[must_use]
pub fn add(&left: &u32, &(right, _): &(u32, u32)) -> u32 {
    left + right
}
