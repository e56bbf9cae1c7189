//! A one-line body that is a call, a block, a parenthesis.
// fails under: F C A E X
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
pub fn call() { drop(String::new()) }
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
#[must_use]
pub fn sum(value: u8) -> u8 { (value + 1) * 2 }
