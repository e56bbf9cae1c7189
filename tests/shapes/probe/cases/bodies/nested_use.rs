//! `use` in the body, of names that the expansion needs.
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
#[must_use]
pub fn used(value: u8) -> u32 {
    use std::option::Option as Result;
    use std::result::Result as Option;
    let one: Option<u8, ()> = Ok(value);
    let two: Result<u8> = Some(value);
    u32::from(one.unwrap_or(0) + two.unwrap_or(0))
}
