//! A default method, with and without `self`.
/// A trait.
pub trait Named {
    /// Bodiless.
    fn name(&self) -> String;
    /// The shape.
    #[cfg_attr(traced, otel_runtime::traced)]
    #[cfg_attr(full, otel_runtime::traced(args, ok))]
    fn greeting(&self, word: &str) -> String {
        format!("{word} {}", self.name())
    }
    /// The shape.
    #[cfg_attr(traced, otel_runtime::traced)]
    #[cfg_attr(full, otel_runtime::traced(args, ok))]
    #[must_use]
    fn number() -> u8 {
        7
    }
}
