//! Methods and associated functions that nobody calls.
// warns: dead_code
struct Store(u8);
impl Store {
    /// The shape.
    #[cfg_attr(traced, otel_runtime::traced)]
    #[cfg_attr(full, otel_runtime::traced(args, ok))]
    fn forgotten(&self) -> u8 {
        self.0
    }
    /// The shape.
    #[cfg_attr(traced, otel_runtime::traced)]
    #[cfg_attr(full, otel_runtime::traced(args, ok))]
    async fn forgotten_async(&self) -> u8 {
        std::future::ready(self.0).await
    }
    /// The shape.
    #[cfg_attr(traced, otel_runtime::traced)]
    #[cfg_attr(full, otel_runtime::traced(args, ok))]
    fn forgotten_too() -> Self {
        Self(1)
    }
}
/// Uses the type only.
#[must_use]
pub fn size() -> usize {
    let store = Store(1);
    store.0.into()
}
