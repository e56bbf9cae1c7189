//! A struct literal, a range, a closure call, a cast as the tail.
use std::ops::Range;
/// A type.
#[derive(Debug)]
pub struct Point {
    /// A field.
    pub x: u8,
}
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
#[must_use]
pub fn point(x: u8) -> Point {
    Point { x }
}
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
#[must_use]
pub fn range(x: u8) -> Range<u32> {
    0..x as u32
}
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
#[must_use]
pub fn called(x: u8) -> u8 {
    (|| x)()
}
