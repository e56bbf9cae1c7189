//! A macro in the place of the return type.
macro_rules! number {
    () => {
        u64
    };
}
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
#[must_use]
pub fn make() -> number!() {
    1
}
