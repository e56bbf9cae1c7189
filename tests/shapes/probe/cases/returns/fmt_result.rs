//! `fmt::Result` in a `Display`.
use std::fmt;
/// A type.
#[derive(Debug)]
pub struct Shown(pub u8);
impl fmt::Display for Shown {
    /// The shape.
    #[cfg_attr(traced, otel_runtime::traced)]
    #[cfg_attr(full, otel_runtime::traced(args, ok, err(debug)))]
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}", self.0)
    }
}
