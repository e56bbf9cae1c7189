//! A body that is only a `return`.
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
#[allow(clippy::needless_return)]
#[must_use]
pub fn one() -> u8 {
    return 1;
}
