//! `use<..>`, with and without parameters.
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args))]
pub fn count<'a, T: Clone>(list: &'a [T], _not_kept: &str) -> impl Fn() -> Vec<T> + use<'a, T> {
    move || list.to_vec()
}
