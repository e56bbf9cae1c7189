//! Lint levels on arguments.
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
#[must_use]
pub fn allowed(
    #[allow(unused_variables)] left: u8,
    #[allow(unused_mut)] mut right: u8,
    #[expect(unused_variables)] both: u8,
) -> u8 {
    right
}
