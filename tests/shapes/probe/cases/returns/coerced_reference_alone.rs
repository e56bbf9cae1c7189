//! `&String` to `&str` as the whole return.
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
#[allow(clippy::ptr_arg)]
#[must_use]
pub fn text(text: &String) -> &str {
    text
}
