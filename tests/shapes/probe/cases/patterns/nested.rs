//! Patterns in patterns.
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
#[must_use]
pub fn deep(((a, [b, _]), mut c): ((u8, [u8; 2]), u8), (): ()) -> u8 {
    c += 1;
    a + b + c
}
