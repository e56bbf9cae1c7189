//! Two `impl Trait` in a tuple.
// fails under: A X
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args))]
pub fn pair() -> (impl Fn() -> u8, impl Iterator<Item = u8>) {
    (|| 1, 0..3)
}
