//! `impl Fn() -> impl Iterator` by way of a box.
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args))]
pub fn maker(count: u8) -> impl Fn() -> Box<dyn Iterator<Item = u8>> {
    move || Box::new(0..count)
}
