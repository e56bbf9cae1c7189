//! A body with only a comment in it.
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
pub fn nothing() {
    // Nothing.
}
