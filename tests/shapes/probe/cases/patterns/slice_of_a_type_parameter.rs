//! Unsized things behind references.
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
#[must_use]
pub fn lengths<T>(list: &[T], text: &str, list_mut: &mut [T]) -> usize {
    list.len() + text.len() + list_mut.len()
}
