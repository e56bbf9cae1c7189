//! `Ok(Box::new(..))` coerced to `Box<dyn Fn>` in an async function.
// fails under: C A E X
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
#[allow(clippy::unused_async)]
pub async fn adder(by: u8) -> Result<Box<dyn Fn(u8) -> u8 + Send>, String> {
    if by > 9 {
        return Ok(Box::new(|value| value));
    }
    Ok(Box::new(move |value| value + by))
}
