//! `pub(crate)`, `pub(super)`, `pub(in path)`.
mod inner {
    pub(crate) mod deep {
        /// The shape.
        #[cfg_attr(traced, otel_runtime::traced)]
        #[cfg_attr(full, otel_runtime::traced(args, ok))]
        pub(crate) fn one() -> u8 {
            1
        }
        /// The shape.
        #[cfg_attr(traced, otel_runtime::traced)]
        #[cfg_attr(full, otel_runtime::traced(args, ok))]
        pub(super) async fn two() -> u8 {
            std::future::ready(2).await
        }
        /// The shape.
        #[cfg_attr(traced, otel_runtime::traced)]
        #[cfg_attr(full, otel_runtime::traced(args, ok))]
        pub(in crate::inner) fn three() -> u8 {
            3
        }
    }
    pub(crate) async fn all() -> u8 {
        deep::one() + deep::two().await + deep::three()
    }
}
/// Calls them.
pub async fn call() -> u8 {
    inner::all().await + inner::deep::one()
}
