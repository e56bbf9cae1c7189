//! `cfg` on arguments of an async function.
// fails under: T
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
#[allow(clippy::unused_async)]
pub async fn chosen(#[cfg(any())] absent: Missing, #[cfg(all())] id: u8) -> u8 {
    id
}
