//! Expressions as const arguments.
/// A type.
#[derive(Debug)]
pub struct Ring<const N: usize, const DEEP: bool>;
const SIZE: usize = 2;
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
#[must_use]
pub fn ring(
    ring: Ring<{ SIZE + 1 }, true>,
    list: [u8; SIZE * 2],
) -> Option<Ring<{ SIZE * 2 }, { SIZE > 1 }>> {
    let Ring = ring;
    (list.len() > 1).then_some(Ring)
}
