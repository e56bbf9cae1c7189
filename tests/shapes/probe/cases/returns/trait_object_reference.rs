//! A reference to a trait object.
use std::fmt::Debug;
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
pub fn pick<'a>(left: &'a u8, right: &'a String, first: bool) -> &'a dyn Debug {
    if first { left } else { right }
}
