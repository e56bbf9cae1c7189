//! `#![no_implicit_prelude]`.
// fails under: F A E P
#![no_implicit_prelude]
/// The shape.
#[cfg_attr(traced, ::otel_runtime::traced)]
#[cfg_attr(full, ::otel_runtime::traced(args, ok))]
pub fn add(left: u8, right: u8) -> u8 {
    left + right
}
/// The shape.
#[cfg_attr(traced, ::otel_runtime::traced)]
#[cfg_attr(full, ::otel_runtime::traced(args, ok))]
pub async fn add_async(left: u8) -> u8 {
    ::std::future::ready(left).await
}
/// The shape.
#[cfg_attr(traced, ::otel_runtime::traced)]
#[cfg_attr(full, ::otel_runtime::traced(args, ok, err(debug)))]
pub fn parse(text: &str) -> ::std::result::Result<u8, ::std::num::ParseIntError> {
    text.parse()
}
/// The shape.
#[cfg_attr(traced, ::otel_runtime::traced)]
#[cfg_attr(full, ::otel_runtime::traced(args, ok))]
pub fn later(
    left: u8,
) -> ::std::pin::Pin<::std::boxed::Box<dyn ::std::future::Future<Output = u8>>> {
    ::std::boxed::Box::pin(async move { left })
}
/// The shape.
#[cfg_attr(traced, ::otel_runtime::traced)]
#[cfg_attr(full, ::otel_runtime::traced(args, ok))]
pub fn never() -> ! {
    loop {}
}
