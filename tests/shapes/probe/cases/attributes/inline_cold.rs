//! `#[inline]`, `#[cold]`, `#[doc]` and docs above and below.
/// Docs above.
#[cfg_attr(traced, otel_runtime::traced)]
/// Docs below.
#[inline(always)]
#[must_use]
#[doc(alias = "other")]
pub fn one() -> u8 {
    1
}
#[cold]
#[inline(never)]
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
pub async fn cold() {
    std::future::ready(()).await;
}
