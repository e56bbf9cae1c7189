//! Code that is never reached.
// warns: unreachable_code
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
pub fn stop(value: u8) -> u8 {
    return value;
    println!("value {}", value);
}
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
pub async fn stop_async(value: u8) -> u8 {
    std::future::ready(()).await;
    panic!("value {}", value);
    value + 1
}
