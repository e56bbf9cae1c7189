//! A unit struct and a unit as arguments.
/// A type.
#[derive(Debug)]
pub struct Marker;
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
#[must_use]
pub fn marked(Marker: Marker, (): (), one: u8) -> u8 {
    one
}
