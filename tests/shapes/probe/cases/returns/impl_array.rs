//! `impl Trait` in an array and a `Result`.
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
pub fn pair(text: &str) -> Result<[impl Fn() -> u8 + use<>; 1], std::num::ParseIntError> {
    let number = text.parse()?;
    Ok([move || number])
}
