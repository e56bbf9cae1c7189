//! An error that is neither `Debug` nor `Display`.
/// A type.
#[allow(missing_debug_implementations)]
pub struct Opaque;
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
pub fn fail(really: bool) -> Result<u8, Opaque> {
    if really { Err(Opaque) } else { Ok(1) }
}
