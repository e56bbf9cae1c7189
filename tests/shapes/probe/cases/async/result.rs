//! `?` across awaits.
async fn half(value: u8) -> Result<u8, String> {
    if value % 2 == 0 {
        Ok(value / 2)
    } else {
        Err("odd".to_owned())
    }
}
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok, err(debug)))]
pub async fn quarter(value: u8) -> Result<u8, String> {
    let value = half(value).await?;
    half(value).await
}
