//! Arguments that begin with an underscore.
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
#[must_use]
pub fn kept(_guard: String, _: u8, _x: &str) -> u8 {
    1
}
