//! A body that ends in a panic, `todo!`, or an endless loop.
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
#[must_use]
pub fn panics(value: u8) -> u8 {
    panic!("value {}", value)
}
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
#[must_use]
pub fn unreachable(value: Option<u8>) -> u8 {
    match value {
        Some(value) => value,
        None => unreachable!(),
    }
}
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
pub async fn endless(value: u8) -> u8 {
    loop {
        std::future::ready(()).await;
        if value > 3 {
            std::process::exit(1);
        }
    }
}
