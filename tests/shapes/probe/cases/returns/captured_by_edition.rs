//! What an `impl Trait` captures, as its edition has it.
// editions: 2024
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args))]
pub fn count(list: &[u8], text: &str) -> impl Fn() -> usize {
    move || list.len() + text.len()
}
