//! `impl Into`, of a type that is not named.
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
pub fn text(text: &str) -> impl Into<String> + AsRef<str> + use<'_> {
    text
}
