//! Mistakes in expressions that rustc finds by itself.
// warns: unused_comparisons unused_must_use
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
pub fn wrong(value: u8) -> bool {
    value == 1;
    value >= 0
}
