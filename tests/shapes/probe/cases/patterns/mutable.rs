//! `mut` arguments.
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
#[must_use]
pub fn count(mut list: Vec<u8>, mut by: u8) -> usize {
    by += 1;
    list.push(by);
    list.len()
}
