//! `impl Trait` inside the return type.
// fails under: A X
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
#[allow(clippy::unnecessary_wraps)]
#[must_use]
pub fn maker() -> Option<Box<impl Fn() -> u8>> {
    Some(Box::new(|| 1))
}
