//! Arms of different types that meet in `Box<dyn Trait>`.
use std::fmt::Debug;
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
#[must_use]
pub fn pick(kind: u8) -> Box<dyn Debug> {
    match kind {
        0 => Box::new(1),
        1 => Box::new("one"),
        _ => Box::new(kind),
    }
}
