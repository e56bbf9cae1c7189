//! `?` on an `Option`.
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
#[must_use]
pub fn second(list: &[u8]) -> Option<u8> {
    let (_, rest) = list.split_first()?;
    Some(*rest.first()?)
}
