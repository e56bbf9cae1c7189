//! Async blocks with their own `return` and `?`.
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
pub async fn blocks(value: u8) -> u8 {
    let inner = async {
        if value > 3 {
            return Err("large");
        }
        let one: Result<u8, &str> = Ok(1);
        Ok(one? + value)
    };
    inner.await.unwrap_or_default()
}
