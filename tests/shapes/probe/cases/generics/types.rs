//! Type parameters with bounds.
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
pub fn shown<T: std::fmt::Display + Clone, U>(value: &T, other: U) -> (String, U) {
    (value.to_string(), other)
}
