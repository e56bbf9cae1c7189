//! A closure over references, returned as `impl Fn`.
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args))]
pub fn trimmer() -> impl Fn(&str) -> &str + Copy {
    |text: &str| text.trim()
}
