//! Parentheses and braces that nobody needs.
// warns: unused_parens unused_braces
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
pub fn one(value: u8) -> u8 {
    if (value > 1) {
        return (value);
    }
    drop({ value.to_string() });
    1
}
