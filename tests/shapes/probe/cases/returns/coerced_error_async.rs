//! `Box<dyn Error>` by `?` in an async function.
use std::error::Error;
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok, err(debug)))]
pub async fn number(text: &str) -> Result<u8, Box<dyn Error>> {
    std::future::ready(()).await;
    let number: u8 = text.parse()?;
    Err(Box::new(std::io::Error::other(number.to_string())))
}
