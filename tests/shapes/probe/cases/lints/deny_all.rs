//! `deny(warnings, missing_docs, unused_qualifications, unreachable_pub)`.
#![deny(warnings, missing_docs, unused_qualifications, unreachable_pub)]
#![forbid(unsafe_code)]
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok, err(debug)))]
pub fn parse(text: &str) -> Result<u8, std::num::ParseIntError> {
    text.parse()
}
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok, err(debug)))]
pub async fn parse_async((text, by): (&str, u8)) -> Result<u8, std::num::ParseIntError> {
    std::future::ready(()).await;
    Ok(text.parse::<u8>()? + by)
}
