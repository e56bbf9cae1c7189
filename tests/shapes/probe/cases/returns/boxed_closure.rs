//! `Box<dyn Fn>` by coercion.
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
#[must_use]
pub fn adder(by: u8) -> Box<dyn Fn(u8) -> u8> {
    Box::new(move |value| value + by)
}
