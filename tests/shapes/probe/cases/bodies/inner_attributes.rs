//! Inner attributes and inner docs of the body.
// fails under: F C A X P
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
#[must_use]
pub fn quiet(value: u8) -> u8 {
    #![allow(unused_variables)]
    let unused = 1;
    value
}
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
pub async fn quiet_async(value: u8) -> u8 {
    #![allow(unused_variables)]
    #![expect(unused_mut)]
    let mut unused = 1;
    std::future::ready(value).await
}
