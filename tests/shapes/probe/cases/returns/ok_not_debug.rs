//! A success that is neither `Debug` nor `Clone`.
/// A type.
#[allow(missing_debug_implementations)]
pub struct Opaque;
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok, err(debug)))]
pub fn make(really: bool) -> Result<Opaque, String> {
    if really {
        Ok(Opaque)
    } else {
        Err("no".to_owned())
    }
}
