//! A return type in parentheses, a pointer, a tuple of one.
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
#[must_use]
pub fn make(text: &'static str) -> (*const u8, (&'static (dyn Fn() -> u8 + Sync),)) {
    (text.as_ptr(), (&|| 1,))
}
