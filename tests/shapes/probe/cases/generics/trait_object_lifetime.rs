//! Trait objects with lifetimes.
use std::fmt::Debug;
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
pub fn shown<'a>(
    value: &'a (dyn Debug + Send + 'a),
    boxed: Box<dyn Debug + 'a>,
) -> Vec<Box<dyn Debug + 'a>> {
    vec![boxed, Box::new(value)]
}
