//! Values that are never read.
// warns: unused_assignments unused_variables
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
pub fn forgotten(mut value: u8) {
    value = 1;
    let mut local = 1;
    local = 2;
}
