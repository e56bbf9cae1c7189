//! `#[expect]` over an async function.
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
#[expect(unused_variables)]
pub async fn quiet(value: u8) -> u8 {
    let unused = 1;
    std::future::ready(value).await
}
