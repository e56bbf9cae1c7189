//! Raw identifiers for function and arguments.
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
#[must_use]
pub fn r#match(r#type: u8, r#fn: &str) -> usize {
    r#type as usize + r#fn.len()
}
