//! A `Result` that nobody looks at.
// warns: unused_must_use
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok, err(debug)))]
pub fn make(really: bool) -> Result<u8, String> {
    if really { Ok(1) } else { Err(String::new()) }
}
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok, err(debug)))]
pub async fn make_async(really: bool) -> Result<u8, String> {
    std::future::ready(()).await;
    if really { Ok(1) } else { Err(String::new()) }
}
/// Does not use them.
pub async fn forget() {
    make(true);
    make_async(true).await;
}
