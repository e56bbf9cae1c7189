//! Docs with an example and intra-doc links.
/// Doubles, see [`double`].
///
/// ```
/// assert_eq!(2 + 2, 4);
/// ```
#[cfg_attr(traced, otel_runtime::traced)]
#[must_use]
pub fn double(value: u8) -> u8 {
    value * 2
}
