//! An error type that is a parameter.
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
pub fn number<E>(text: &str) -> Result<u8, E>
where
    E: From<std::num::ParseIntError>,
{
    Ok(text.parse::<u8>()?)
}
