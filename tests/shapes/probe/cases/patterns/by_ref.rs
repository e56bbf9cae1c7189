//! `ref` and `ref mut`.
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
#[must_use]
pub fn length(ref name: String, ref mut list: Vec<u8>) -> usize {
    list.push(1);
    name.len() + list.len()
}
