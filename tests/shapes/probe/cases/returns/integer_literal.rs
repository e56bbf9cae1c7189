//! Literals typed by the return.
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
#[must_use]
pub fn numbers() -> (u8, f32, [i64; 2]) {
    (1, 2., [3, 4])
}
