//! A label that nobody uses, and one that hides another.
// warns: unused_labels
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
pub fn one(value: u8) -> u8 {
    'unused: loop {
        break;
    }
    value
}
