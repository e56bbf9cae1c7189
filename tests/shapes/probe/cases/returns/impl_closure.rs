//! A closure, returned as `impl Fn`.
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args))]
pub fn adder(by: u8) -> impl Fn(u8) -> u8 {
    move |value| value + by
}
