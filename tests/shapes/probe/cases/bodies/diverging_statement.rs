//! A diverging statement with a semicolon at the end.
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
#[must_use]
pub fn panics(value: u8) -> u8 {
    panic!("value {}", value);
}
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
pub async fn panics_async(value: u8) -> u8 {
    std::future::ready(()).await;
    panic!("value {}", value);
}
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
pub async fn returns(value: Option<u8>) -> Result<u8, String> {
    std::future::ready(()).await;
    match value {
        Some(value) => return Ok(value),
        None => return Err(String::new()),
    }
}
