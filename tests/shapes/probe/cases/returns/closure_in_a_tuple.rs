//! A closure over references in a tuple.
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args))]
pub fn pair(by: usize) -> (impl Fn(&str) -> &str, usize) {
    (|text: &str| text.trim(), by)
}
