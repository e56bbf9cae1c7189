//! `?Sized` parameters.
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
pub fn shown<T: ?Sized + AsRef<str>>(text: &T) -> usize {
    text.as_ref().len()
}
