//! `Ok(Box::new(..))` coerced to `Box<dyn Fn>`.
// fails under: A E X
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
pub fn adder(by: u8) -> Result<Box<dyn Fn(u8) -> u8>, String> {
    Ok(Box::new(move |value| value + by))
}
