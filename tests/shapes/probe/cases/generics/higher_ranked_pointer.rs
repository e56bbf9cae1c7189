//! A higher-ranked function pointer and trait object.
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
pub fn apply(
    run: for<'a> fn(&'a str) -> &'a str,
    other: &dyn for<'a> Fn(&'a u8) -> &'a u8,
) -> usize {
    run("text").len() + usize::from(*other(&1))
}
