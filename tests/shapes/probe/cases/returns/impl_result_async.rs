//! `impl Trait` inside the `Result` of an async function.
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
pub async fn maker(text: &str) -> Result<impl Fn() -> u8 + use<>, std::num::ParseIntError> {
    std::future::ready(()).await;
    let number = text.parse()?;
    Ok(move || number)
}
