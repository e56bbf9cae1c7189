//! `impl AsyncFn` as an argument.
// editions: 2021 2024
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
pub async fn apply(run: impl AsyncFn(&str) -> u8, mut other: impl AsyncFnMut(u8)) -> u8 {
    other(run("text").await).await;
    1
}
