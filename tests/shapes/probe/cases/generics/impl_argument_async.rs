//! `impl Trait` as an argument of an async function.
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
#[allow(clippy::unused_async)]
pub async fn total(
    list: impl IntoIterator<Item = u32>,
    text: &str,
    shown: impl AsRef<str>,
) -> usize {
    list.into_iter().count() + text.len() + shown.as_ref().len()
}
