//! Modules of the user's with the names of the crates behind it.
/// A module.
pub mod opentelemetry {}
/// A module.
pub mod tokio {}
/// A module.
pub mod __rt {}
/// A module.
pub mod tracing {}
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok, err(debug)))]
pub fn make(value: u8) -> Result<u8, String> {
    if value > 0 {
        Ok(value)
    } else {
        Err(String::new())
    }
}
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
pub async fn make_async(value: u8) -> u8 {
    std::future::ready(value).await
}
