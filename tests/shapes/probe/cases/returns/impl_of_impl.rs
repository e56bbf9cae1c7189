//! `impl Iterator<Item = impl Trait>`.
use std::fmt::Display;
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
pub fn shown(list: &[u8]) -> impl Iterator<Item = impl Display + '_> {
    list.iter()
}
