//! Recursion in a function that returns `impl Trait` in a box.
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
#[must_use]
pub fn numbers(down: u8) -> Box<dyn Iterator<Item = u8>> {
    if down == 0 {
        return Box::new(std::iter::empty());
    }
    Box::new(std::iter::once(down).chain(numbers(down - 1)))
}
