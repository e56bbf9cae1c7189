//! An error that borrows from an argument.
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok, err(debug)))]
pub fn check(text: &str) -> Result<(), &str> {
    if text.is_empty() { Ok(()) } else { Err(text) }
}
