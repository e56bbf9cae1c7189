//! `-> !`.
// fails under: T A P
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
pub fn fail(text: &str) -> ! {
    panic!("text {}", text)
}
