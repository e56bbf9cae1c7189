//! A `Result` in the body that nobody looks at.
// warns: unused_must_use
fn fail() -> Result<u8, String> {
    Ok(1)
}
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
pub fn forget() {
    fail();
    String::new().is_empty();
}
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
pub async fn forget_async() {
    fail();
    std::future::ready(1);
}
