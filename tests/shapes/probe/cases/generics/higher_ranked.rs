//! Higher-ranked bounds.
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
pub fn apply<F>(run: F, text: &str) -> usize
where
    F: for<'a> Fn(&'a str) -> &'a str,
{
    run(text).len()
}
