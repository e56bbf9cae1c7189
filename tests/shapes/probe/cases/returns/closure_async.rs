//! A closure from an async function, with types of its own.
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
pub async fn adder(by: u8) -> impl Fn(u8) -> u8 {
    std::future::ready(()).await;
    move |value| value + by
}
