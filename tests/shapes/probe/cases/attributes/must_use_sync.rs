//! `#[must_use]` on a function.
// warns: unused_must_use
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
#[must_use = "it costs much"]
pub fn make() -> u8 {
    1
}
/// Does not use it.
pub fn forget() {
    make();
}
