//! `drop` itself, and `Iterator::next`.
/// A type.
#[derive(Debug)]
pub struct Counter(pub u8);
impl Drop for Counter {
    /// The shape.
    #[cfg_attr(traced, otel_runtime::traced)]
    #[cfg_attr(full, otel_runtime::traced(args, ok))]
    fn drop(&mut self) {
        self.0 = 0;
    }
}
impl Iterator for Counter {
    type Item = u8;
    /// The shape.
    #[cfg_attr(traced, otel_runtime::traced)]
    #[cfg_attr(full, otel_runtime::traced(args, ok))]
    fn next(&mut self) -> Option<Self::Item> {
        self.0 = self.0.checked_sub(1)?;
        Some(self.0)
    }
}
