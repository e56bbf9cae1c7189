//! The attribute imported under another name.
#[cfg(any(traced, full))]
use otel_runtime::traced as instrument;
/// The shape.
#[cfg_attr(traced, instrument)]
#[cfg_attr(full, instrument(args, ok))]
#[must_use]
pub fn add(left: u8) -> u8 {
    left + 1
}
