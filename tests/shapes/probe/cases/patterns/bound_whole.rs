//! `name @ pattern`.
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
#[must_use]
pub fn whole(pair @ (left, _): (u32, u32)) -> u32 {
    left + pair.1
}
