//! Bounds on associated types of an `impl Trait`.
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
pub fn list() -> impl IntoIterator<Item = u8, IntoIter: Clone> {
    [1, 2]
}
