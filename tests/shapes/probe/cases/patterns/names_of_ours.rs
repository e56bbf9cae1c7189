//! Arguments with names that a macro might use.
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
#[must_use]
pub fn names(
    span: u8,
    out: u8,
    error: u8,
    start: u8,
    attributes: u8,
    value: u8,
    never: u8,
    prepared: u8,
) -> u8 {
    span + out + error + start + attributes + value + never + prepared
}
