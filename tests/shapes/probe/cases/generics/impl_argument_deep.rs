//! `impl Trait` inside an argument's type.
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
pub fn total(
    list: &[impl AsRef<str>],
    pair: (Option<impl Into<u64>>, Box<impl Fn() -> u64 + ?Sized>),
) -> u64 {
    list.len() as u64 + pair.0.map_or(0, Into::into) + (pair.1)()
}
