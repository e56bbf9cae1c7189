//! An import in the body that nobody uses.
// warns: unused_imports
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
pub fn one(value: u8) -> u8 {
    use std::collections::HashMap;
    value
}
