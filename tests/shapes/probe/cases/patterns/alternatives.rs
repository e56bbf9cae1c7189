//! Alternatives that together cannot fail.
/// A type.
#[derive(Debug)]
pub enum Only {
    /// One variant.
    One(u8),
    /// Another.
    Two(u8),
}
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
#[must_use]
pub fn one((Only::One(value) | Only::Two(value)): Only) -> u8 {
    value
}
