//! `select!` and `join!` in the body.
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
pub async fn race(id: u8) -> u8 {
    let (left, right) = tokio::join!(std::future::ready(id), async { 1 });
    tokio::select! {
        value = std::future::ready(left) => value,
        () = std::future::pending() => right,
    }
}
