//! Recursion by `Box::pin` at the call.
// fails under: C
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
pub async fn count(down: u8) -> u32 {
    if down == 0 {
        return 0;
    }
    1 + Box::pin(count(down - 1)).await
}
