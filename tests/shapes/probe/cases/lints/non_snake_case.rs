//! Names in the wrong case.
// warns: non_snake_case
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
pub fn wrongCase(anArgument: u8) -> u8 {
    let aLocal = anArgument;
    aLocal
}
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
pub async fn wrongToo(anArgument: u8) -> u8 {
    std::future::ready(anArgument).await
}
