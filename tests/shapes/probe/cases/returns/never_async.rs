//! `-> !` of an async function.
// fails under: T F A P
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
pub async fn forever() -> ! {
    loop {
        std::future::pending::<()>().await;
    }
}
