//! Lifetimes that are spelled in two ways.
// warns: mismatched_lifetime_syntaxes
use std::slice::Iter;
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
#[allow(elided_lifetimes_in_paths)]
pub fn iterate(list: &[u8]) -> Iter<u8> {
    list.iter()
}
