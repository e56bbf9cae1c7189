//! A one-line body, of which no lint may say that it has too many braces.
// fails under: F C A E X
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
#[must_use]
pub fn one() -> u8 { 1 }
